package io.holdfast.mart;

import io.holdfast.kpi.Account;
import io.holdfast.kpi.KeyAccounts;
import io.holdfast.kpi.KeyAccounts.Total;
import io.holdfast.kpi.Service;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes a run's key accounts: the tables account, account_total and concentration. */
final class AccountTables {

    private final JdbcTemplate jdbc;
    private final Run run;

    AccountTables(JdbcTemplate jdbc, Run run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    void write(KeyAccounts accounts) {
        jdbc.batchUpdate(
                "insert into account (run_id, ordinal, customer_id, name, branch, revenue, revenue_before, share,"
                        + " cumulative_share, trend, orders, late, wrong, complaints, slow_answers, unresolved,"
                        + " low_scores) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                accounts.accounts().stream().map(this::row).toList());
        Total total = accounts.total();
        Service service = total.service();
        jdbc.update(
                "insert into account_total (run_id, revenue, revenue_before, fading, lost, orders, late, wrong,"
                        + " complaints, slow_answers, unresolved, low_scores) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?)",
                run.id(),
                total.revenue(),
                total.revenueBefore(),
                total.fading(),
                total.lost(),
                service.orders(),
                service.late(),
                service.wrong(),
                service.complaints(),
                service.slowAnswers(),
                service.unresolved(),
                service.lowScores());
        jdbc.batchUpdate(
                "insert into concentration (run_id, customer_share, customers, revenue, revenue_share) values (?, ?,"
                        + " ?, ?, ?)",
                accounts.concentration().stream()
                        .map(point -> new Object[] {
                            run.id(),
                            BigDecimal.valueOf(point.percent(), 2),
                            point.customers(),
                            point.revenue(),
                            point.share()
                        })
                        .toList());
    }

    private @Nullable Object[] row(Account account) {
        Service service = account.service();
        return new @Nullable Object[] {
            run.id(),
            account.rank(),
            account.customerId(),
            account.name(),
            account.branch(),
            account.revenue(),
            account.revenueBefore(),
            account.share(),
            account.cumulativeShare(),
            account.trend().toString(),
            service.orders(),
            service.late(),
            service.wrong(),
            service.complaints(),
            service.slowAnswers(),
            service.unresolved(),
            service.lowScores()
        };
    }
}
