package io.holdfast.deliver;

import java.util.regex.Pattern;

/** What never leaves this machine, and so may go in clear. */
final class Loopback {

    private static final Pattern HOST = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private Loopback() {}

    static boolean is(String host) {
        return HOST.matcher(host).matches();
    }
}
