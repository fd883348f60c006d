package dev.rtcrooms.ice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayOnlyTest {

  @ParameterizedTest
  @CsvSource({
    "host, false",
    "srflx, false",
    "prflx, false",
    "relay, true",
    "RELAY, true",
    "x-new, false"
  })
  void onlyRelayedCandidatesPass(String type, boolean passes) {
    IceCandidate candidate =
        CandidateExamples.parsed("candidate:1 1 udp 1 192.0.2.1 9 typ " + type);

    assertThat(RelayOnly.admits(candidate)).isEqualTo(passes);
    assertThat(RelayOnly.filter(candidate).isPresent()).isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1 9 typ relay, 192.0.2.1 9 typ relay",
    "192.0.2.1 9 typ relay raddr 198.51.100.7 rport 5000 generation 0,"
        + "192.0.2.1 9 typ relay raddr 0.0.0.0 rport 9 generation 0",
    "2001:db8::1 9 typ relay raddr 2001:db8::7 rport 5000, 2001:db8::1 9 typ relay raddr :: rport 9",
    "192.0.2.1 9 typ relay raddr 198.51.100.7, 192.0.2.1 9 typ relay raddr 0.0.0.0",
    "192.0.2.1 9 typ relay rport 5000 a b, 192.0.2.1 9 typ relay rport 9 a b",
    "192.0.2.1 9 typ relay a 1 raddr 198.51.100.7 rport 5, 192.0.2.1 9 typ relay a 1 raddr 0.0.0.0 rport 9",
    "192.0.2.1 9 typ relay rport 1 RADDR 198.51.100.7, 192.0.2.1 9 typ relay rport 9 RADDR 0.0.0.0",
    "192.0.2.1 9 typ relay a raddr 198.51.100.7, 192.0.2.1 9 typ relay a raddr 0.0.0.0",
    "192.0.2.1 9 typ relay raddr raddr raddr x, 192.0.2.1 9 typ relay raddr 0.0.0.0 raddr 0.0.0.0"
  })
  void aRelayedCandidateKeepsTheRelatedAddressToItself(String candidate, String shown) {
    String start = "candidate:1 1 udp 1 ";

    assertThat(RelayOnly.filter(CandidateExamples.parsed(start + candidate)))
        .contains(CandidateExamples.parsed(start + shown));
  }

  @Test
  void theAttributeAndTheLineEndingStay() {
    IceCandidate candidate =
        CandidateExamples.parsed(
            "a=candidate:1 1 udp 1 192.0.2.1 9 typ relay raddr 198.51.100.7 rport 5 \r\n");

    assertThat(RelayOnly.filter(candidate).orElseThrow())
        .hasToString("a=candidate:1 1 udp 1 192.0.2.1 9 typ relay raddr 0.0.0.0 rport 9 \r\n");
  }

  @Test
  void aCandidateThatIsTooLongWithoutItsAddressesDoesNotPass() {
    String start = "candidate:1 1 udp 1 192.0.2.1 9 typ relay";
    String pair = " raddr x";
    String longest = start + pair.repeat((IceCandidate.MAX_CHARS - start.length()) / pair.length());

    assertThat(RelayOnly.filter(CandidateExamples.parsed(longest))).isEmpty();
  }

  @Test
  void whatPassesPassesAgainUnchanged() {
    CandidateExamples.all().stream()
        .map(CandidateExamples::parsed)
        .flatMap(candidate -> RelayOnly.filter(candidate).stream())
        .forEach(shown -> assertThat(RelayOnly.filter(shown)).contains(shown));
  }
}
