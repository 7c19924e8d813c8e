package io.holdfast.job;

import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process at a time works in a workspace. The operating system drops the lock when the process dies, however it
 * dies, so whoever holds it knows that an execution still marked as running belongs to nobody.
 */
final class WorkspaceLock implements AutoCloseable {

    /** Those of this process. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final boolean afterDeath;

    private WorkspaceLock(Path file, FileChannel channel, boolean afterDeath) {
        this.file = file;
        this.channel = channel;
        this.afterDeath = afterDeath;
    }

    static WorkspaceLock take(Workspace workspace) {
        Path file = workspace.data("").resolve("lock");
        // The system drops a process's locks on a file with the first of its channels that is closed: none is opened
        // then.
        if (!HELD.add(file)) {
            throw new BusyException("this process is working in " + workspace.root() + " already");
        }
        try {
            return take(workspace, file);
        } catch (RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static WorkspaceLock take(Workspace workspace, Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                String owner = owner(channel);
                channel.close();
                throw new BusyException("another process" + owner + " is working in " + workspace.root()
                        + "; wait for it to end, then run the same command again");
            }
            boolean afterDeath = channel.size() > 0;
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new WorkspaceLock(file, channel, afterDeath);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot lock " + file + "; may you write there, and is the disk not full?", e);
        }
    }

    /** Whether the process that had it last died: one that ends takes its number out of the file. */
    boolean isAfterDeath() {
        return afterDeath;
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(32);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.UTF_8);
        return text.isEmpty() ? "" : " (pid " + text + ")";
    }

    @Override
    public void close() {
        try (channel) {
            channel.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock the workspace", e);
        } finally {
            HELD.remove(file);
        }
    }
}
