package io.holdfast.deliver;

import java.net.URI;
import java.net.URISyntaxException;

/** Where people find a published file. */
final class Links {

    private Links() {}

    /**
     * @param base an address or a share, without the last slash
     * @param place within {@code out/}, with {@code /} between folders
     */
    static String of(String base, String place) {
        if (base.startsWith("\\\\")) {
            return base + "\\" + place.replace('/', '\\');
        }
        try {
            return base + new URI(null, null, "/" + place, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("'" + place + "' cannot be a path", e);
        }
    }
}
