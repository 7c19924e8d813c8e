package io.holdfast.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LinksTest {

    @Test
    void an_address_has_what_no_address_may_have_escaped() {
        assertThat(Links.of("https://files.example/reports", "2025-12/umsatz & größe#1.pdf"))
                .isEqualTo("https://files.example/reports/2025-12/umsatz%20&%20gr%C3%B6%C3%9Fe%231.pdf");
    }

    @Test
    void a_share_has_its_own_separators() {
        assertThat(Links.of("\\\\server\\reports", "2025-12/management-pack.en.pdf"))
                .isEqualTo("\\\\server\\reports\\2025-12\\management-pack.en.pdf");
    }

    @Test
    void no_place_leads_out_of_its_folder() {
        Path folder = Path.of("/srv/share");

        assertThat(FolderCarrier.within(folder, "2025-12/pack.pdf")).isEqualTo(Path.of("/srv/share/2025-12/pack.pdf"));
        for (String place : new String[] {"../pack.pdf", "2025-12/../../etc/passwd", "/etc/passwd", ""}) {
            assertThatThrownBy(() -> FolderCarrier.within(folder, place))
                    .as(place)
                    .hasMessageContaining("leads out of");
        }
    }
}
