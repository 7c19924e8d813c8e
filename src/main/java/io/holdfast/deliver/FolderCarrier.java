package io.holdfast.deliver;

import io.holdfast.deliver.Parcel.Item;
import io.holdfast.deliver.Parcel.NotAsPublishedException;
import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Puts files into a folder as {@code PERIOD/NAME}: each is there whole or not at all, and other bytes of the same name are never
 * overwritten. Doing it twice changes nothing, so it may be tried again after a crash.
 */
final class FolderCarrier implements Carrier {

    private static final String NOTICES = "notices";

    @Override
    public Answer carry(Parcel parcel) {
        Path folder = ((Recipient.Folder) parcel.recipient().channel()).folder();
        try {
            List<String> placed = new ArrayList<>();
            for (Item item : parcel.files()) {
                Path target = within(folder, item.place());
                if (!place(target, item)) {
                    return Answer.never(target + " is there with other content, which stays; move it away, then send"
                            + " this again");
                }
                placed.add(target.toString());
            }
            if (parcel.files().isEmpty()) {
                placed.add(notice(folder, parcel.delivery()).toString());
            }
            return Answer.taken(String.join(", ", placed), "file");
        } catch (FileSystemException e) {
            return Answer.later("cannot write " + e.getFile() + " (" + reason(e)
                    + "): is the folder there, may this user write to it, and is the disk not full?");
        } catch (IOException e) {
            return Answer.later("cannot write to " + folder + " (" + e.getMessage() + ")");
        }
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }

    /** A place below a folder; none that leads out of it. */
    static Path within(Path folder, String place) {
        Path target = folder.resolve(place).normalize();
        if (!target.startsWith(folder) || target.equals(folder)) {
            throw new IllegalStateException("'" + place + "' leads out of " + folder);
        }
        return target;
    }

    private static boolean place(Path target, Item item) throws IOException {
        if (Files.exists(target)) {
            return Sha256.of(target).equals(item.sha256());
        }
        Path draft = draft(target);
        Files.copy(item.file(), draft, StandardCopyOption.REPLACE_EXISTING);
        if (!Sha256.of(draft).equals(item.sha256())) {
            Files.delete(draft);
            throw new NotAsPublishedException(item.file(), item.sha256());
        }
        return show(draft, target) || Sha256.of(target).equals(item.sha256());
    }

    private static Path notice(Path folder, Delivery delivery) throws IOException {
        Path target = within(
                folder,
                NOTICES + "/" + delivery.kind().name().toLowerCase(Locale.ROOT) + "-" + delivery.job() + "-"
                        + delivery.period() + "-" + delivery.key().substring(0, 12) + ".txt");
        if (!Files.exists(target)) {
            Path draft = draft(target);
            Files.writeString(draft, delivery.subject() + "\n\n" + delivery.body() + "\n", StandardCharsets.UTF_8);
            show(draft, target);
        }
        return target;
    }

    private static Path draft(Path target) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent());
        Files.createDirectories(folder);
        return folder.resolve("." + target.getFileName() + ".draft");
    }

    // A link fails where the name is taken, whoever took it a moment ago; a file system without links gets a look
    // before.
    private static boolean show(Path draft, Path target) throws IOException {
        force(draft, StandardOpenOption.WRITE);
        boolean shown = linked(draft, target);
        if (shown) {
            force(Objects.requireNonNull(target.getParent()), StandardOpenOption.READ);
        }
        Files.deleteIfExists(draft);
        return shown;
    }

    private static boolean linked(Path draft, Path target) throws IOException {
        try {
            Files.createLink(target, draft);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (Files.exists(target)) {
                return false;
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
