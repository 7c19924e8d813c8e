package io.holdfast.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** What a file says about the run it came from, outside its pages. */
record RunFacts(
        String runId,
        String company,
        String period,
        String zone,
        String currency,
        String programVersion,
        ZonedDateTime asKnownAt) {

    static RunFacts read(Connection mart, String runId) {
        try (PreparedStatement query = mart.prepareStatement("""
            select company, period, zone, currency, program_version, cast(as_known_at as varchar(40))
            from run where run_id = ?\
            """)) {
            query.setString(1, runId);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new ReportException(
                            "the mart has no run '" + runId + "'; its table run lists the runs there are");
                }
                ZoneId zone = ZoneId.of(row.getString(3));
                return new RunFacts(
                        runId,
                        row.getString(1),
                        row.getString(2),
                        zone.getId(),
                        row.getString(4),
                        row.getString(5),
                        MartTime.parse(row.getString(6)).atZone(zone));
            }
        } catch (SQLException e) {
            throw new ReportException("the mart cannot be read for run '" + runId + "': " + e.getMessage(), e);
        }
    }
}
