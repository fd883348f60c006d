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
    "192.0.2.1 9 typ relay rport 5000 a b, 192.0.2.1 9 typ relay rport 9 a b"
  })
  void aRelayedCandidateKeepsTheRelatedAddressToItself(String candidate, String shown) {
    String start = "candidate:1 1 udp 1 ";

    assertThat(RelayOnly.filter(CandidateExamples.parsed(start + candidate)))
        .contains(CandidateExamples.parsed(start + shown));
  }

  @Test
  void whatPassesPassesAgainUnchanged() {
    CandidateExamples.all().stream()
        .map(CandidateExamples::parsed)
        .flatMap(candidate -> RelayOnly.filter(candidate).stream())
        .forEach(shown -> assertThat(RelayOnly.filter(shown)).contains(shown));
  }
}
