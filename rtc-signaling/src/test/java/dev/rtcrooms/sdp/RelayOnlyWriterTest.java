package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.ice.RelayOnly;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayOnlyWriterTest {

  @Test
  void onlyRelayedAddressesAreLeft() {
    String relayed =
        Examples.description("firefox.txt", "answer that rejects video").relayOnly().toString();

    assertThat(relayed)
        .contains("m=audio 9 UDP/TLS/RTP/SAVPF 109 101\r\nc=IN IP4 0.0.0.0\r\na=candidate:3 1 ")
        .contains(" typ relay raddr 0.0.0.0 rport 9\r\na=recvonly\r\n")
        .contains("m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\n")
        .contains("m=video 0 ")
        .doesNotContain("198.51.100.7")
        .doesNotContain("203.0.113.9");
  }

  @Test
  void aDefaultDestinationThatIsRelayedStays() {
    SessionDescription offer = Examples.description("rfc9429.txt", "offer-B2");
    SessionDescription relayed = offer.relayOnly();

    assertThat(relayed.media()).extracting(MediaSection::port).containsOnly(12_200);
    assertThat(relayed.toString())
        .contains("c=IN IP4 192.0.2.200\r\n")
        .contains("typ relay raddr 0.0.0.0 rport 9\r\n")
        .doesNotContain("203.0.113")
        .doesNotContain("198.51.100");
  }

  @Test
  void theAddressForRtcpIsHiddenToo() {
    String relayed = Examples.description("rfc9429.txt", "offer-A1").relayOnly().toString();

    assertThat(relayed)
        .contains("a=rtcp:9 IN IP4 0.0.0.0\r\n")
        .contains("m=audio 9 UDP")
        .doesNotContain("203.0.113.100");
  }

  @Test
  void ipv6IsHiddenAsIpv6() {
    SessionDescription description =
        Session.parsed(
            "m=audio 5000/2 X 0",
            "i=title",
            "c=IN IP6 2001:db8::1",
            "a=rtcp:5001 IN IP6 2001:db8::1",
            "a=rtcp:5001",
            "a=candidate:1 1 udp 1 2001:db8::1 5000 typ host");

    assertThat(description.relayOnly())
        .hasToString(
            Session.with(
                "m=audio 9 X 0", "i=title", "c=IN IP6 ::", "a=rtcp:9 IN IP6 ::", "a=rtcp:5001"));
  }

  @Test
  void theSessionsDestinationHoldsForSectionsWithoutOne() {
    String sdp =
        Session.with(
                "a=candidate:x",
                "m=audio 5000 X 0",
                "a=Candidate:1 1 udp 1 198.51.100.1 9 typ host")
            .replace("s=-\r\n", "s=-\r\nc=IN IP4 198.51.100.1\r\n");
    String relayed =
        Session.with("m=audio 9 X 0").replace("s=-\r\n", "s=-\r\nc=IN IP4 0.0.0.0\r\n");

    assertThat(Examples.parsed(sdp).relayOnly()).hasToString(relayed);
  }

  /** Firefox reads a name that ends with a space, and another reader might. */
  @Test
  void noAddressHidesBehindAnotherSpelling() {
    SessionDescription description =
        Session.parsed(
            "m=audio 5000 X 0",
            "a=candidate 1 1 udp 1 198.51.100.1 9 typ host",
            "a=CANDIDATE:1 1 udp 1 198.51.100.1 9 typ host",
            "a=candidate:1 1 udp 1 192.0.2.1 9 typ relay x y raddr 198.51.100.1 rport 7 ",
            "a=candidate:1 1 udp 1 fe80::1%5 9 typ host",
            "a=rtcp 5001 IN IP4 198.51.100.1",
            "a=candidate-like:198.51.100.1",
            "c=IN IP4 198.51.100.1 ",
            "c=IN IP4 192.0.2.1 ");

    assertThat(description.relayOnly())
        .hasToString(
            Session.with(
                "m=audio 9 X 0",
                "a=candidate:1 1 udp 1 192.0.2.1 9 typ relay x y raddr 0.0.0.0 rport 9 ",
                "a=rtcp:9 IN IP4 0.0.0.0",
                "a=candidate-like:198.51.100.1",
                "c=IN IP4 0.0.0.0",
                "c=IN IP4 192.0.2.1 "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"m=audio 0 X 0", "m=audio 00 X 0", "m=audio 0/1 X 0", "m=audio 000/2 X 0"})
  void aRejectedSectionStaysRejected(String line) {
    SessionDescription description =
        Session.parsed("m=video 5000 X 0", "c=IN IP4 198.51.100.1", line, "c=IN IP4 198.51.100.1");
    SessionDescription relayed = description.relayOnly();

    assertThat(relayed.media()).extracting(MediaSection::rejected).containsExactly(false, true);
    assertThat(relayed)
        .hasToString(Session.with("m=video 9 X 0", "c=IN IP4 0.0.0.0", line, "c=IN IP4 0.0.0.0"));
  }

  @Test
  void aDescriptionBeforeAnyCandidateStaysAsItIs() {
    for (String name : new String[] {"offer of a watcher", "offer"}) {
      SessionDescription offer = Examples.description("chromium.txt", name);
      assertThat(offer.relayOnly()).isEqualTo(offer);
    }
  }

  @Test
  void noExampleIsLeftWithAnotherCandidate() {
    for (Map.Entry<String, String> example : Examples.all().entrySet()) {
      SessionDescription relayed = Examples.parsed(example.getValue()).relayOnly();

      assertThat(relayed.media())
          .as(example.getKey())
          .flatExtracting(section -> section.transport().candidates())
          .allMatch(RelayOnly::admits);
      assertThat(relayed.relayOnly()).as(example.getKey()).isEqualTo(relayed);
    }
  }
}
