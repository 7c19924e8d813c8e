package io.holdfast.deliver;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a web hook may lead: over TLS, or to this machine. */
final class HookAddress {

    private HookAddress() {}

    static boolean isRight(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme()) && Loopback.is(uri.getHost()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static String refused(String what) {
        return what + " is no address of a hook; write one such as https://bi.example.com/holdfast (http only on this"
                + " machine: http://localhost:8080)";
    }
}
