package dev.rtcrooms.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IceCandidateTest {

  private static final String HOST = "candidate:1 1 udp 1 192.0.2.1 9 typ host";

  static List<String> examples() {
    return CandidateExamples.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aCandidateComesBackByteForByte(String text) throws CandidateException {
    assertThat(IceCandidate.parse(text)).hasToString(text);
  }

  @Test
  void aHostCandidateOfChromiumIsUnderstood() throws CandidateException {
    IceCandidate candidate =
        IceCandidate.parse(
            "candidate:4186014655 1 udp 2122194687 192.0.2.2 41811 typ host"
                + " generation 0 ufrag REFU network-id 1");

    assertThat(candidate.foundation()).isEqualTo("4186014655");
    assertThat(candidate.component()).isEqualTo(1);
    assertThat(candidate.transport()).isEqualTo("udp");
    assertThat(candidate.priority()).isEqualTo(2_122_194_687);
    assertThat(candidate.address()).isEqualTo("192.0.2.2");
    assertThat(candidate.addressKind()).isEqualTo(AddressKind.IPV4);
    assertThat(candidate.port()).isEqualTo(41_811);
    assertThat(candidate.type()).contains(CandidateType.HOST);
    assertThat(candidate.relatedAddress()).isEmpty();
    assertThat(candidate.relatedPort()).isEmpty();
    assertThat(candidate.tcpType()).isEmpty();
    assertThat(candidate.ufrag()).contains("REFU");
    assertThat(candidate.extensions())
        .containsExactly(
            Map.entry("generation", "0"), Map.entry("ufrag", "REFU"), Map.entry("network-id", "1"));
  }

  @Test
  void aReflexiveCandidateHasItsBase() throws CandidateException {
    IceCandidate candidate =
        IceCandidate.parse(
            "candidate:2 2 UDP 1694498815 2001:db8::3 45664 typ srflx"
                + " raddr 203.0.113.141 rport 8998 generation 0");

    assertThat(candidate.component()).isEqualTo(2);
    assertThat(candidate.transport()).isEqualTo("UDP");
    assertThat(candidate.addressKind()).isEqualTo(AddressKind.IPV6);
    assertThat(candidate.type()).contains(CandidateType.SRFLX);
    assertThat(candidate.relatedAddress()).contains("203.0.113.141");
    assertThat(candidate.relatedPort()).hasValue(8998);
    assertThat(candidate.extensions()).containsExactly(Map.entry("generation", "0"));
    assertThat(candidate.ufrag()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"active, ACTIVE", "passive, PASSIVE", "so, SO", "ACTIVE, ACTIVE"})
  void aTcpCandidateSaysWhoConnects(String text, TcpType type) throws CandidateException {
    assertThat(IceCandidate.parse(HOST + " tcptype " + text).tcpType()).contains(type);
  }

  @ParameterizedTest
  @CsvSource({
    "host, HOST",
    "srflx, SRFLX",
    "prflx, PRFLX",
    "relay, RELAY",
    "Relay, RELAY",
    "x-new, "
  })
  void typesAreKnownOrNot(String name, CandidateType type) throws CandidateException {
    IceCandidate candidate = IceCandidate.parse("candidate:1 1 udp 1 192.0.2.1 9 typ " + name);

    assertThat(candidate.typeName()).isEqualTo(name);
    assertThat(candidate.type().orElse(null)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, IPV4",
    "0.0.0.0, IPV4",
    "255.255.255.255, IPV4",
    "::, IPV6",
    "::1, IPV6",
    "2001:db8::1, IPV6",
    "1:2:3:4:5:6:7:8, IPV6",
    "1:2:3:4:5:6:7::, IPV6",
    "::2:3:4:5:6:7:8, IPV6",
    "fe80::1, IPV6",
    "::ffff:192.0.2.1, IPV6",
    "1:2:3:4:5:6:192.0.2.1, IPV6",
    "ABCD:ef01::, IPV6",
    "x.local, MDNS",
    "X.LOCAL, MDNS",
    "9b36eaac-bb2e-49bb-bb78-21c41c499900.local, MDNS",
    "example.org, NAME",
    "localhost, NAME",
    "example.org., NAME",
    "1.2.3.x4, NAME"
  })
  void addressesAreToldApart(String address, AddressKind kind) throws CandidateException {
    IceCandidate candidate = IceCandidate.parse("candidate:1 1 udp 1 " + address + " 9 typ host");

    assertThat(candidate.addressKind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "256.0.0.1",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "1.2.3.",
        "1.2.3.4.",
        ".",
        "a..b",
        ".local",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4::5:6:7:8",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "::192.0.2.256",
        "192.0.2.1::",
        "::192.0.2.1:1",
        "[::1]",
        "ex/ample",
        "0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0"
      })
  void anotherAddressIsReadButHasNoKnownForm(String address) throws CandidateException {
    IceCandidate candidate = IceCandidate.parse("candidate:1 1 udp 1 " + address + " 9 typ host");

    assertThat(candidate.address()).isEqualTo(address);
    assertThat(candidate.addressKind()).isEqualTo(AddressKind.OTHER);
    assertThat(IceCandidate.parse(HOST + " raddr " + address + " rport 9").relatedAddress())
        .contains(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "x|does not begin with candidate:",
        "1 1 udp 1 192.0.2.1 9 typ host|does not begin with candidate:",
        "a=a=candidate:1 1 udp 1 192.0.2.1 9 typ host|does not begin with candidate:",
        " candidate:1 1 udp 1 192.0.2.1 9 typ host|does not begin with candidate:",
        "a=|does not begin with candidate:",
        " |does not begin with candidate:",
        "Candidate:1 1 udp 1 192.0.2.1 9 typ host|does not begin with candidate:",
        "candidate:|lacks a field",
        "candidate:1|lacks a field",
        "candidate:1  udp 1 192.0.2.1 9 typ host|has something that is not a component",
        "candidate:1 -1 udp 1 192.0.2.1 9 typ host|has something that is not a component",
        "candidate:1 2147483648 udp 1 192.0.2.1 9 typ host|has something that is not a component",
        "candidate:1 1  1 192.0.2.1 9 typ host|has something that is not a token",
        "candidate:1 1 u/p 1 192.0.2.1 9 typ host|has something that is not a token",
        "candidate:1 1 udp 4294967296 192.0.2.1 9 typ host|has something that is not a priority",
        "candidate:1 1 udp 1  9 typ host|lacks an address",
        "candidate:1 1 udp 1 a b 9 typ host|has something that is not a port",
        "candidate:1 1 udp -1 192.0.2.1 9 typ host|has something that is not a priority",
        "candidate:1 1 udp 1 192.0.2.1 65536 typ host|has something that is not a port",
        "candidate:1 1 udp 1 192.0.2.1 x typ host|has something that is not a port",
        "candidate:1 1 udp 1 192.0.2.1 9|lacks its type",
        "candidate:1 1 udp 1 192.0.2.1 9 type host|lacks its type",
        "candidate:1 1 udp 1 192.0.2.1 9 typ|lacks a field",
        "candidate:1 1 udp 1 192.0.2.1 9 typ |lacks a field",
        "candidate:1 1 udp 1 192.0.2.1 9 typ host raddr|lacks a field",
        "candidate:1 1 udp 1 192.0.2.1 9 typ host rport x|has something that is not a port",
        "candidate:1 1 tcp 1 192.0.2.1 9 typ host tcptype maybe|has an unknown tcptype",
        "candidate:1 1 udp 1 192.0.2.1 9 typ host a é|has a character that is not printable ASCII"
      })
  void whatTheGrammarHasNotIsRefused(String text, String reason) {
    assertThatExceptionOfType(CandidateException.class)
        .isThrownBy(() -> IceCandidate.parse(text))
        .withMessage("a candidate " + reason)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\na=x", "\ra", "\na=candidate:", "\t", "\0", "\u007f"})
  void aCandidateIsOneLine(String more) {
    assertThatExceptionOfType(CandidateException.class)
        .isThrownBy(() -> IceCandidate.parse(HOST + more))
        .withMessage("a candidate has a character that is not printable ASCII");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "  ", "\r\n", "\n", " \r\n"})
  void spacesAndALineEndingMayFollowACandidate(String more) throws CandidateException {
    IceCandidate candidate = IceCandidate.parse(HOST + " generation 0" + more);

    assertThat(candidate).hasToString(HOST + " generation 0" + more);
    assertThat(candidate.extensions()).containsExactly(Map.entry("generation", "0"));
    assertThat(IceCandidate.parse(HOST + more).type()).contains(CandidateType.HOST);
  }

  @Test
  void theNameOfTheAttributesLineMayStandBefore() throws CandidateException {
    IceCandidate candidate = IceCandidate.parse("a=" + HOST + " ufrag abcd\r\n");

    assertThat(candidate).hasToString("a=" + HOST + " ufrag abcd\r\n");
    assertThat(candidate.foundation()).isEqualTo("1");
    assertThat(candidate.ufrag()).contains("abcd");
  }

  /** As Chromium does; what the grammar has is in the examples. */
  @Test
  void valuesThatNobodyHereUsesAreNotJudged() throws CandidateException {
    IceCandidate odd = IceCandidate.parse("candidate:a-(b 0 udp 0 fe80::1%52 0 typ host x");

    assertThat(odd.foundation()).isEqualTo("a-(b");
    assertThat(odd.component()).isZero();
    assertThat(odd.priority()).isZero();
    assertThat(odd.address()).isEqualTo("fe80::1%52");
    assertThat(odd.extensions()).isEmpty();
    IceCandidate large =
        IceCandidate.parse("candidate: 99999 udp 4294967295 192.0.2.1 9 typ host a 1 a 2");
    assertThat(large.foundation()).isEmpty();
    assertThat(large.component()).isEqualTo(99_999);
    assertThat(large.priority()).isEqualTo(4_294_967_295L);
    assertThat(large.extensions()).containsExactly(Map.entry("a", "2"));
    assertThat(
            IceCandidate.parse("candidate:1 0001 udp 00000000001 192.0.2.1 9 typ host").priority())
        .isOne();
  }

  @Test
  void aCandidateHasABoundedLength() {
    String longest = HOST + " x " + "y".repeat(IceCandidate.MAX_CHARS - HOST.length() - 3);

    assertThatCode(() -> IceCandidate.parse(longest)).doesNotThrowAnyException();
    assertThatExceptionOfType(CandidateException.class)
        .isThrownBy(() -> IceCandidate.parse(longest + "y"))
        .withMessage("a candidate is longer than 1024 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "end-of-candidates, true",
    "a=end-of-candidates, true",
    "x, false",
    "' ', false",
    "a=, false"
  })
  void theEndOfCandidatesIsNoCandidate(String text, boolean end) {
    assertThat(IceCandidate.isEnd(text)).isEqualTo(end);
    assertThatExceptionOfType(CandidateException.class).isThrownBy(() -> IceCandidate.parse(text));
  }

  @Test
  void twoCandidatesOfOneTextAreEqual() throws CandidateException {
    assertThat(IceCandidate.parse(HOST))
        .isEqualTo(IceCandidate.parse(HOST))
        .hasSameHashCodeAs(IceCandidate.parse(HOST))
        .isNotEqualTo(IceCandidate.parse(HOST + " a 1"));
  }
}
