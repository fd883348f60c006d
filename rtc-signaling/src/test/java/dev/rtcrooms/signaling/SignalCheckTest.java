package dev.rtcrooms.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Candidate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalCheckTest {

  private static final SignalCheck CHECK = new SignalCheck(Limits.defaults(), false);
  private static final SignalCheck RELAY_ONLY = new SignalCheck(Limits.defaults(), true);

  private static final String CHROMIUM =
      "candidate:1545269288 1 udp 2122194687 192.0.2.2 42006 typ host generation 0 ufrag pzd2"
          + " network-id 1";

  private static @Nullable String ufrag(
      String candidate, @Nullable String mid, @Nullable Integer index, @Nullable String ufrag) {
    return CHECK
        .candidate(new Candidate("peer", 1, new Candidate.Init(candidate, mid, index, ufrag)))
        .orElseThrow()
        .ufrag();
  }

  /** Each may be long, but a room remembers them for each connection. */
  @Test
  void aDescriptionHasNoMoreThanFourThousandCharactersOfUsernameFragments() {
    assertThat(CHECK.description(sections(16)).ufrags()).hasSize(16);
    assertThatThrownBy(() -> CHECK.description(sections(17)))
        .isInstanceOf(RefusalException.class)
        .hasMessageStartingWith(Refusal.BAD_SDP);
  }

  private static String sections(int count) {
    StringBuilder sdp = new StringBuilder(Sdp.offer("abcd", "sendrecv", "-"));
    int media = sdp.indexOf("m=");
    String section = sdp.substring(media);
    sdp.setLength(media);
    for (int i = 100; i < 100 + count; i++) {
      sdp.append(section.replace("abcd", "u".repeat(253) + i).replace("mid:0", "mid:" + i));
    }
    return sdp.toString();
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
    assertThat(ufrag("candidate:1 1 udp 255 192.0.2.1 9 typ host x ufrag", "0", 0, null)).isNull();
  }

  @Test
  void theEndOfCandidatesNeedsNothing() {
    assertThat(CHECK.candidate(new Candidate("peer", 1, null)).orElseThrow().ufrag()).isNull();
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
    "'1 1 udp 1 192.0.2.1 9 typ host', 0, 0, does not begin with",
    "' ', 0, 0, does not begin with",
    "'candidate:1 1 udp 1 192.0.2.1 9 typ host', , , sdpMid or",
    "'candidate:1 1 udp 1 192.0.2.1 9 typ host\r\na=x', 0, 0, not printable",
    "'candidate:1 1 udp 1 192.0.2.1 9', 0, 0, lacks",
    "'candidate:1 1 udp 1 192.0.2.1 9 typ host', '0\n', 0, control",
    "'candidate:1 1 udp 1 192.0.2.1 9 typ host', 0, -1, sdpMLineIndex",
    "'candidate:1 1 udp 1 192.0.2.1 9 typ host', 0, 65536, sdpMLineIndex",
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=candidate:1 1 udp 1 192.0.2.1 9 typ host",
        "candidate:1 1 udp 1 192.0.2.1 9 typ host ",
        "candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n",
        "candidate:a-b 0 udp 0 192.0.2.1 9 typ host",
        "candidate: 1 udp 4294967295 fe80::1%52 9 typ host",
        "a=end-of-candidates"
      })
  void whatBrowsersAcceptIsRelayedUnchanged(String candidate) {
    Candidate trickled = new Candidate("peer", 1, new Candidate.Init(candidate, "0", 0, "annn"));
    assertThat(CHECK.candidate(trickled).orElseThrow().candidate()).isEqualTo(trickled);
  }

  @Test
  void everyTextIsBounded() {
    String start = "candidate:1 1 udp 1 192.0.2.1 9 typ host x ";
    String longest = start + "x".repeat(1024 - start.length());
    assertThat(ufrag(longest, "m".repeat(256), 0, "u".repeat(256))).hasSize(256);
    assertThatThrownBy(() -> ufrag(longest + "x", "0", 0, null)).hasMessageContaining("1024");
    assertThatThrownBy(() -> ufrag(longest, "m".repeat(257), 0, null)).hasMessageContaining("256");
    assertThatThrownBy(() -> ufrag(longest, "0", 0, "u".repeat(257))).hasMessageContaining("256");
  }

  @Test
  void aDescriptionIsAsLongAsAMessageMayBe() {
    SignalCheck narrow =
        new SignalCheck(
            Limits.builder().messageBytes(200).frameBytes(200).frameMessages(1).build(), false);
    assertThatThrownBy(() -> narrow.description(Sdp.sending("annn")))
        .hasMessageContaining("longer than 200 bytes");
    String wide = Sdp.sending("annn") + ("a=x:" + "y".repeat(1000) + "\r\n").repeat(100);
    assertThatThrownBy(() -> CHECK.description(wide)).hasMessageContaining("longer than 65536");
    Limits limits =
        Limits.builder().messageBytes(200_000).frameBytes(200_000).frameMessages(1).build();
    assertThat(new SignalCheck(limits, false).description(wide).toString()).isEqualTo(wide);
  }

  @Test
  void whereOnlyRelayedCandidatesPassTheOthersAreDropped() {
    var host = new Candidate("peer", 1, new Candidate.Init(CHROMIUM, "0", 0, "pzd2"));
    assertThat(RELAY_ONLY.candidate(host)).isEmpty();
    String relayed = "candidate:1 1 udp 255 192.0.2.1 9 typ relay raddr %s rport %s ufrag Zk3+";
    var relay =
        new Candidate(
            "peer", 1, new Candidate.Init(relayed.formatted("10.0.0.7", "4711"), "0", 0, null));
    assertThat(RELAY_ONLY.candidate(relay))
        .hasValue(
            new SignalCheck.Checked(
                new Candidate(
                    "peer", 1, new Candidate.Init(relayed.formatted("0.0.0.0", "9"), "0", 0, null)),
                "Zk3+"));
    var end = new Candidate("peer", 1, new Candidate.Init("", "0", 0, "pzd2"));
    assertThat(RELAY_ONLY.candidate(end)).hasValue(new SignalCheck.Checked(end, "pzd2"));
    assertThat(RELAY_ONLY.candidate(new Candidate("peer", 1, null))).isPresent();
  }

  @Test
  void whereOnlyRelayedCandidatesPassDescriptionsShowNoOtherAddress() {
    String shows =
        Sdp.sending("annn")
            .replace("c=IN IP4 0.0.0.0", "c=IN IP4 10.0.0.7")
            .replace("a=mid:0", "a=mid:0\r\na=candidate:1 1 udp 255 10.0.0.7 4711 typ host");
    assertThat(RELAY_ONLY.description(shows).toString()).isEqualTo(Sdp.sending("annn"));
    assertThat(CHECK.description(shows).toString()).isEqualTo(shows);
  }
}
