package io.holdfast.deliver;

import io.holdfast.review.Reviewed;
import io.holdfast.workspace.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody, or a program, that gets reports or is told of something.
 *
 * @param name in {@code jobs/delivery.yml}, and in every record: addresses change, and stand in none that cannot be
 * @param channel how it gets there
 * @param language of the reports that go there; empty for every language of the company
 * @param looksAfter whose reviews go there, of reports that are made for each of many: keys by kind, such as {@code North} by
 *     {@code branch}
 */
public record Recipient(
        String name, Channel channel, Optional<String> language, Map<Reviewed, List<String>> looksAfter) {

    public Recipient {
        looksAfter = Map.copyOf(looksAfter);
    }

    /** A way to somebody. */
    public sealed interface Channel {

        /** The word for it in records: {@code mail}, {@code folder}, {@code hook}. */
        default String word() {
            return getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }

        /** Where it leads, for people; without what nobody may see. */
        String address();
    }

    /** A mailbox. */
    record Mail(String address) implements Channel {}

    /** A folder on disk or on a share. */
    record Folder(Path folder) implements Channel {

        @Override
        public String address() {
            return folder.toString();
        }
    }

    /**
     * A program that takes JSON over HTTP.
     *
     * @param url where it listens; may hold references
     * @param secret that both sides know and every message is signed with
     */
    record Hook(Secret url, Secret secret) implements Channel {

        @Override
        public String address() {
            return url.toString();
        }
    }
}
