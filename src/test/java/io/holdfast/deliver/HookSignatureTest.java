package io.holdfast.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HookSignatureTest {

    /** The example of the specification Standard Webhooks and of its reference libraries. */
    @Test
    void signs_as_the_specification_does() {
        byte[] key = HookSignature.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(HookSignature.of(
                        key,
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void a_secret_without_the_prefix_is_its_own_bytes() {
        assertThat(HookSignature.key("schlüssel")).isEqualTo("schlüssel".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_follows_the_prefix_has_to_be_base64() {
        assertThatThrownBy(() -> HookSignature.key("whsec_not base64")).isInstanceOf(IllegalArgumentException.class);
    }
}
