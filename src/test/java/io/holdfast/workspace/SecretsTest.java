package io.holdfast.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @TempDir
    private Path root;

    private final Map<String, String> environment =
            Map.of("SHOP_PASSWORD", "s3cret-in-env", "SHOP_HOST", "db7", "EMPTY", "");
    private Secrets secrets;

    @BeforeEach
    void openWorkspace() throws IOException {
        Files.createDirectories(root.resolve("jobs"));
        secrets = new Secrets(root, environment::get);
    }

    @Test
    void a_password_is_found_in_the_environment() {
        assertThat(secrets.reveal(Secret.hidden(yaml("password: ${env:SHOP_PASSWORD}"), "password")))
                .isEqualTo("s3cret-in-env");
    }

    @Test
    void a_password_is_found_in_a_file_whose_last_line_end_does_not_count() throws IOException {
        Path file = Files.writeString(root.resolve("shop"), "s3cret in file\n");

        assertThat(secrets.reveal(Secret.hidden(yaml("password: ${file:" + file + "}"), "password")))
                .isEqualTo("s3cret in file");
        assertThat(secrets.reveal(Secret.hidden(yaml("password: ${file:shop}"), "password")))
                .isEqualTo("s3cret in file");
    }

    @Test
    void an_address_may_hold_references() {
        Secret address = Secret.address(yaml("url: jdbc:postgresql://${env:SHOP_HOST}:5432/shop?ssl=true"), "url");

        assertThat(secrets.reveal(address)).isEqualTo("jdbc:postgresql://db7:5432/shop?ssl=true");
        assertThat(address).hasToString("jdbc:postgresql://${env:SHOP_HOST}:5432/shop?ssl=true");
    }

    @Test
    void a_password_that_is_written_out_is_refused_with_its_line_and_not_repeated() {
        assertThatThrownBy(() -> Secret.hidden(yaml("user: app\npassword: hunter2"), "password"))
                .hasMessageStartingWith("jobs/some.yml:2: 'password' is written out")
                .hasMessageContaining("${env:NAME}")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_password_of_which_only_a_part_is_a_reference_is_refused() {
        assertThatThrownBy(() -> Secret.hidden(yaml("password: x${env:SHOP_PASSWORD}"), "password"))
                .hasMessageContaining("is written out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop?user=app&password=hunter2",
                "jdbc:postgresql://db/shop?sslpassword=hunter2",
                "jdbc:sqlserver://db;databaseName=shop;Password=hunter2;encrypt=true",
                "jdbc:sqlserver://db;pwd = hunter2",
                "jdbc:mariadb://db/shop?trustStorePassword=hunter2",
                "jdbc:mysql://app:hunter2@db/shop",
                "jdbc:mysql://address=(host=db)(password=hunter2)/shop",
                "jdbc:oracle:thin:scott/hunter2@//db:1521/shop",
                "https://app:hunter2@hooks.example/night",
                "https://hooks.example/night?token=hunter2",
            })
    void a_password_in_an_address_is_refused_and_not_repeated(String url) {
        assertThatThrownBy(() -> Secret.address(yaml("url: '" + url + "'"), "url"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("every run keeps a copy of this file; write ${env:NAME}")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop?user=app",
                "jdbc:mysql://db/shop?passwordCharacterEncoding=UTF-8",
                "jdbc:sqlserver://db:1433;databaseName=shop;encrypt=true;trustServerCertificate=false",
                "jdbc:oracle:thin:@//db:1521/shop",
                "jdbc:postgresql://db/shop?password=${env:SHOP_PASSWORD}",
                "https://app:${env:SHOP_PASSWORD}@hooks.example/night",
            })
    void an_address_without_a_password_in_clear_is_taken(String url) {
        assertThat(Secret.address(yaml("url: '" + url + "'"), "url")).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${SHOP_PASSWORD}", "${env:}", "${env:SHOP-PASSWORD}", "${vault:shop}", "${file:jobs/shop}"})
    void a_reference_that_cannot_be_followed_is_refused(String reference) {
        assertThatThrownBy(() -> Secret.text(yaml("user: '" + reference + "'"), "user"))
                .hasMessageStartingWith(
                        "jobs/some.yml:1: 'user' has a reference that cannot be followed; write ${env:NAME}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_THERE", "EMPTY"})
    void a_variable_that_is_not_there_is_named_with_the_line_that_asks_for_it(String name) {
        Secret secret = Secret.hidden(yaml("\npassword: ${env:" + name + "}"), "password");

        assertThatThrownBy(() -> secrets.reveal(secret))
                .hasMessageStartingWith("jobs/some.yml:2: the environment has no " + name)
                .hasMessageContaining("set it for the user");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Secret secret = Secret.hidden(yaml("password: ${file:/not/there}"), "password");

        assertThatThrownBy(() -> secrets.reveal(secret))
                .hasMessageStartingWith("jobs/some.yml:1: /not/there cannot be read");
    }

    @Test
    void a_file_that_every_run_would_keep_is_refused() throws IOException {
        Path file = Files.writeString(root.resolve("jobs/shop.txt"), "s3cret");
        Secret secret = Secret.hidden(yaml("password: ${file:" + file + "}"), "password");

        assertThatThrownBy(() -> secrets.reveal(secret))
                .hasMessageContaining("lies in jobs/, of which every run keeps");
    }

    @Test
    void what_was_revealed_is_taken_out_of_messages() {
        secrets.reveal(Secret.hidden(yaml("password: ${env:SHOP_PASSWORD}"), "password"));
        secrets.reveal(Secret.text(yaml("user: ${env:SHOP_HOST}"), "user"));

        assertThat(secrets.scrub("no login at db7 with s3cret-in-env")).isEqualTo("no login at db7 with •••");
    }

    @Test
    void what_looks_like_a_password_is_taken_out_of_messages() {
        assertThat(secrets.scrub("cannot open jdbc:x://app:hunter2@db/shop?password=hunter2&ssl=true"))
                .isEqualTo("cannot open jdbc:x://app:•••@db/shop?password=•••&ssl=true");
        assertThat(secrets.scrub("cannot open jdbc:oracle:thin:scott/tiger@db")).doesNotContain("tiger");
        assertThat(secrets.scrub(null)).isEmpty();
    }

    private YamlMap yaml(String text) {
        try {
            Files.writeString(root.resolve("jobs/some.yml"), text);
            return YamlMap.read(new Definitions("jobs", root.resolve("jobs")), "some.yml");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
