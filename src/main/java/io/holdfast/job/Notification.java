package io.holdfast.job;

import io.holdfast.deliver.Dispatch;
import io.holdfast.deliver.Dispatch.Kind;
import io.holdfast.deliver.Recipient;
import io.holdfast.deliver.Wording;
import io.holdfast.period.Period;
import io.holdfast.workspace.Workspace;
import java.util.List;

/** What people and programs are told of a run, each in a language of their own. */
final class Notification {

    private Notification() {}

    static List<Dispatch> of(
            Workspace workspace,
            Kind kind,
            List<Recipient> recipients,
            String job,
            Period period,
            String runId,
            List<String> lines) {
        Wording wording = new Wording(workspace);
        return recipients.stream()
                .map(recipient -> {
                    String language = wording.language(recipient);
                    Wording.Text text = wording.notice(language, kind, job + " " + period, lines);
                    return new Dispatch(
                            runId,
                            kind,
                            job,
                            period.toString(),
                            "",
                            recipient,
                            language,
                            text.subject(),
                            text.body(),
                            List.of());
                })
                .toList();
    }
}
