package io.holdfast.deliver;

import io.holdfast.deliver.Dispatch.Enclosure;
import io.holdfast.deliver.Parcel.Item;
import io.holdfast.ledger.ContentStore;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import io.holdfast.workspace.Secrets;
import io.holdfast.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways there are, for one round: a connection to the mail server is opened once. */
final class Carriers implements AutoCloseable {

    private final Path archive;
    private final Removals removals;
    private final FolderCarrier folder = new FolderCarrier();
    private final HookCarrier hook;
    private final @Nullable MailCarrier mail;

    Carriers(Workspace workspace, DeliverySettings settings, Ledger ledger, Clock clock) {
        Secrets secrets = Secrets.of(workspace);
        this.archive = workspace.data("archive");
        this.removals = Removals.of(ledger);
        this.hook = new HookCarrier(secrets, settings.links(), clock);
        this.mail = settings.mail()
                .map(server -> new MailCarrier(server, settings.links(), secrets, workspace.out(), clock))
                .orElse(null);
    }

    Answer carry(Delivery delivery, Recipient recipient) {
        List<Item> files = delivery.files().stream().map(this::item).toList();
        for (Item item : files) {
            if (!Files.isRegularFile(item.file())) {
                return Answer.never(item.file()
                        + " is missing, but the ledger names it; put it back from a backup, then" + " send this again");
            }
        }
        return carrier(recipient).carry(new Parcel(delivery, recipient, files));
    }

    private Carrier carrier(Recipient recipient) {
        if (recipient.channel() instanceof Recipient.Folder) {
            return folder;
        }
        if (recipient.channel() instanceof Recipient.Hook) {
            return hook;
        }
        MailCarrier known = mail;
        if (known == null) {
            throw new IllegalStateException(
                    "'" + recipient.name() + "' has a mail address, but there is no mail server");
        }
        return known;
    }

    // A file that took the place of another since, without a person's name, goes in its place.
    private Item item(Enclosure enclosure) {
        String current = removals.current(enclosure.sha256(), enclosure.position());
        String suffix = enclosure.name().substring(enclosure.name().lastIndexOf('.'));
        Path file = new ContentStore(archive, suffix).path(current);
        return new Item(enclosure.name(), enclosure.place(), file, current);
    }

    @Override
    public void close() {
        if (mail != null) {
            mail.close();
        }
    }
}
