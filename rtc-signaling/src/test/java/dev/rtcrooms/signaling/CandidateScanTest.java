package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Candidate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateScanTest {

  private static final String CHROMIUM =
      "candidate:1545269288 1 udp 2122194687 192.0.2.2 42006 typ host generation 0 ufrag pzd2"
          + " network-id 1";

  private static @Nullable String ufrag(
      String candidate, @Nullable String mid, @Nullable Integer index, @Nullable String ufrag) {
    return CandidateScan.of(
            new Candidate("peer", 1, new Candidate.Init(candidate, mid, index, ufrag)))
        .ufrag();
  }

  @Test
  void theUsernameFragmentNamesTheGeneration() {
    assertThat(ufrag(CHROMIUM, "0", 0, "Zk3+")).isEqualTo("Zk3+");
  }

  @Test
  void withoutOneTheExtensionDoes() {
    assertThat(ufrag(CHROMIUM, "0", null, null)).isEqualTo("pzd2");
    String relayed = "candidate:1 1 udp 255 192.0.2.1 9 typ relay raddr 0.0.0.0 rport 0 ufrag Zk3+";
    assertThat(ufrag(relayed, null, 0, null)).isEqualTo("Zk3+");
  }

  @Test
  void onlyAnExtensionsNameIsAUfrag() {
    assertThat(ufrag("candidate:1 1 udp 255 192.0.2.1 9 typ host x ufrag ufrag", "0", 0, null))
        .isNull();
    assertThat(ufrag("candidate:ufrag x udp", "0", 0, null)).isNull();
  }

  @Test
  void theEndOfCandidatesNeedsNothing() {
    assertThat(CandidateScan.of(new Candidate("peer", 1, null)).ufrag()).isNull();
    assertThat(ufrag("", null, null, null)).isNull();
    assertThat(ufrag("", "0", 0, "Zk3+")).isEqualTo("Zk3+");
  }

  @Test
  void nameOfAMulticastDnsCandidatePasses() {
    assertThat(
            ufrag(
                "candidate:1 1 udp 2113937151 5f2b1c9e-8d3a-4f0e-9b1a-2c3d4e5f6a7b.local 54400 typ"
                    + " host",
                "0",
                0,
                null))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'a=candidate:1 1 udp 1 192.0.2.1 9 typ host', 0, 0, begins with",
    "'1 1 udp 1 192.0.2.1 9 typ host', 0, 0, begins with",
    "' ', 0, 0, begins with",
    "'candidate:1 1 udp 1 192.0.2.1 9 typ host', , , sdpMid or",
    "'candidate:1 1 udp 1 192.0.2.1 9 typ host\r\na=x', 0, 0, control",
    "'candidate:1', '0\n', 0, control",
    "'candidate:1', 0, -1, sdpMLineIndex",
    "'candidate:1', 0, 65536, sdpMLineIndex",
  })
  void aBadCandidateIsRefused(
      String candidate, @Nullable String mid, @Nullable Integer index, String reason) {
    assertThatThrownBy(() -> ufrag(candidate, mid, index, null))
        .isInstanceOfSatisfying(
            RefusalException.class,
            e -> {
              assertThat(e.refusal().code()).isEqualTo(Refusal.BAD_FIELD);
              assertThat(e.refusal().field()).contains("candidate");
              assertThat(e.refusal().text()).contains(reason);
            });
  }

  @Test
  void everyTextIsBounded() {
    String longest = "candidate:" + "x".repeat(1014);
    assertThat(ufrag(longest, "m".repeat(256), 0, "u".repeat(256))).hasSize(256);
    assertThatThrownBy(() -> ufrag(longest + "x", "0", 0, null)).hasMessageContaining("1024");
    assertThatThrownBy(() -> ufrag(longest, "m".repeat(257), 0, null)).hasMessageContaining("256");
    assertThatThrownBy(() -> ufrag(longest, "0", 0, "u".repeat(257))).hasMessageContaining("256");
  }
}
