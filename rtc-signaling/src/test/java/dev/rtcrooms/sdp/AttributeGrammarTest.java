package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeGrammarTest {

  private static final String PWD = "1234567890123456789012";
  private static final int LINE = Session.FIRST_LINE + 1;

  private static void assertRefused(int line, String reason, String... lines) {
    assertThatExceptionOfType(SdpException.class)
        .isThrownBy(() -> SessionDescription.parse(Session.with(lines)))
        .withMessage("line " + line + ": " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "mid|a=mid lacks a token",
        "mid:|a=mid lacks a token",
        "mid:a b|a=mid has something after its end",
        "ice-ufrag:abc|a=ice-ufrag has fewer than 4 or more than 256 characters",
        "ice-ufrag:abcd!|a=ice-ufrag has something after its end",
        "ice-pwd:123456789012345678901|a=ice-pwd has fewer than 22 or more than 256 characters",
        "fingerprint:sha-256|a=fingerprint lacks a field",
        "fingerprint:sha-256 |a=fingerprint lacks a pair of hexadecimal digits",
        "fingerprint:sha-256 A|a=fingerprint has something that is not a pair of hexadecimal digits",
        "fingerprint:sha-256 AB:|a=fingerprint lacks a pair of hexadecimal digits",
        "fingerprint:sha-256 ABCD|a=fingerprint has something that is not a pair of hexadecimal digits",
        "fingerprint:sha-256 AB:CG|a=fingerprint has something that is not a pair of hexadecimal digits",
        "fingerprint:sha-256 AB CD|a=fingerprint has something after its end",
        "setup:both|a=setup has an unknown role",
        "mid 0|a=mid lacks a token",
        "mid:0 |a=mid has something after its end",
        "setup:active |a=setup has something after its end",
        "fingerprint:sha-256 AB:CD |a=fingerprint has something after its end",
        "fingerprint sha-256 AB:CD|a=fingerprint lacks a token"
      })
  void aMalformedValueThatADecisionDependsOnIsRefusedByLineAndReason(
      String attribute, String reason) {
    assertRefused(LINE, reason, Session.AUDIO, "a=" + attribute);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "ice-options:|a=ice-options lacks a word",
        "ice-options:a  b|a=ice-options lacks a word",
        "candidate:|a=candidate lacks a value",
        "candidate:1 1 udp 1 192.0.2.1 9|a=candidate lacks its type",
        "rtpmap:0|a=rtpmap lacks a field",
        "rtpmap:x PCMU/8000|a=rtpmap lacks a number",
        "rtpmap:128 PCMU/8000|a=rtpmap has a number that is too large",
        "rtpmap:0 PCMU|a=rtpmap lacks a '/'",
        "rtpmap:0 PCMU/|a=rtpmap lacks a number",
        "rtpmap:0 PCMU/8000/|a=rtpmap lacks a token",
        "rtpmap:0 PCMU/8000/1/2|a=rtpmap has something after its end",
        "rtcp-fb:96|a=rtcp-fb lacks a field",
        "extmap:1|a=extmap lacks a field",
        "extmap:x urn:y|a=extmap lacks a number",
        "extmap:100000 urn:y|a=extmap has a number that is too large",
        "extmap:1/both urn:y|a=extmap has an unknown direction",
        "ssrc:1|a=ssrc lacks a field",
        "ssrc:4294967296 cname:x|a=ssrc has a number that is too large",
        "ssrc-group:FID x|a=ssrc-group lacks a number",
        "msid:|a=msid lacks a word",
        "msid:a b c|a=msid has something after its end",
        "rid:1|a=rid lacks a field",
        "rid:a.b send|a=rid lacks a field",
        "rid:1 both|a=rid is neither send nor recv",
        "simulcast:send|a=simulcast lacks a field",
        "simulcast:both 1|a=simulcast is neither send nor recv",
        "simulcast:send 1;|a=simulcast lacks a rid",
        "simulcast:send 1,;2|a=simulcast lacks a rid",
        "simulcast:send 1 send 2|a=simulcast has the same direction twice",
        "simulcast: send rid=1|a=simulcast lacks a token",
        "sctp-port:65536|a=sctp-port has a number that is too large",
        "max-message-size:x|a=max-message-size lacks a number",
        "max-message-size:9223372036854775808|a=max-message-size has a number that is too large",
        "rtpmap|a=rtpmap lacks a number",
        "rtcp-fb:96 |a=rtcp-fb lacks a field",
        "fmtp:|a=fmtp lacks a token",
        "candidate:x|a=candidate lacks a field"
      })
  void anotherMalformedValueIsListedByLineAndReason(String attribute, String reason) {
    SessionDescription description = Session.parsed(Session.AUDIO, "a=" + attribute);

    assertThat(description.malformed())
        .singleElement()
        .satisfies(e -> assertThat(e.line()).isEqualTo(LINE))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    assertThat(values(description.media().get(0))).isEmpty();
  }

  /** All that the views make of attributes that are not read strictly. */
  private static List<Object> values(MediaSection section) {
    Rtp rtp = section.rtp();
    Transport transport = section.transport();
    return Stream.of(
            rtp.maps(),
            rtp.parameters(),
            rtp.feedback(),
            rtp.extensions(),
            rtp.sources(),
            rtp.sourceGroups(),
            rtp.msids(),
            rtp.rids(),
            rtp.simulcast().stream().toList(),
            transport.iceOptions(),
            transport.candidates())
        .<Object>flatMap(Collection::stream)
        .toList();
  }

  @Test
  void everyMalformedValueIsListedInOrder() {
    SessionDescription description =
        Session.parsed("a=ice-options:", Session.AUDIO, "a=rid:", "a=rid:1 send", "a=rid:2");

    assertThat(description.malformed())
        .extracting(SdpException::line)
        .containsExactly(LINE - 1, LINE + 1, LINE + 3);
    assertThat(description.media().get(0).rtp().rids()).hasSize(1);
    assertThat(Session.parsed("a=x y", Session.AUDIO, "a=y").malformed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=group:", "a=group: a", "a=group:BUNDLE  a", "a=group:BUNDLE "})
  void aGroupHasSemanticsAndTagsOneSpaceApart(String line) {
    assertRefused(Session.FIRST_LINE, "a=group lacks a token", line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=:x", "a= x"})
  void anAttributeHasAName(String line) {
    assertRefused(Session.FIRST_LINE, "a= lacks a name", line);
  }

  @ParameterizedTest
  @CsvSource({"a=é:x, é, x", "a=(x), (x),", "a=x y, x,", "'a=sendrecv ', sendrecv,"})
  void aNameEndsBeforeTheFirstColonOrSpace(String line, String name, String value) {
    assertThat(Session.parsed(line).attributes().all())
        .containsExactly(new SdpAttribute(Session.FIRST_LINE, name, value));
  }

  @Test
  void aNameHasNothingElseBehindIt() {
    assertRefused(Session.FIRST_LINE, "a= has something after its end", "a=rtcp-mux\t");
  }

  @Test
  void theSameMayStandInEachSection() {
    String[] section = {"a=sendonly", "a=ice-ufrag:abcd", "a=ice-pwd:" + PWD, "a=setup:active"};
    String lines = String.join("\r\n", section);

    assertThatCode(
            () ->
                SessionDescription.parse(
                    Session.with(lines, Session.AUDIO, lines, Session.AUDIO, lines)))
        .doesNotThrowAnyException();
  }

  @Test
  void theBoundsOfIceAreTaken() {
    Transport transport =
        Session.audio("a=ice-ufrag:" + "u".repeat(256), "a=ice-pwd:" + "p".repeat(256)).transport();

    assertThat(transport.ufrag()).contains("u".repeat(256));
    assertThat(transport.pwd()).contains("p".repeat(256));
    assertRefused(
        LINE,
        "a=ice-ufrag has fewer than 4 or more than 256 characters",
        Session.AUDIO,
        "a=ice-ufrag:" + "u".repeat(257));
  }

  @Test
  void everyPartOfAHeaderExtensionIsRead() {
    assertThat(
            Session.audio("a=extmap:14/sendonly urn:x:y#z a b=c", "a=extmap:4096 urn:w")
                .rtp()
                .extensions())
        .containsExactly(
            new HeaderExtension(14, Direction.SENDONLY, "urn:x:y#z", "a b=c"),
            new HeaderExtension(4096, null, "urn:w", null));
    assertThat(Session.parsed("a=extmap:1 urn:x", Session.AUDIO).media().get(0).rtp().extensions())
        .hasSize(1);
  }

  @Test
  void parametersAreFoundByName() {
    FormatParameters fmtp =
        Session.audio("a=fmtp:96 level-idx=5; profile=0;TIER=1;x").rtp().parameters().get(0);

    assertThat(fmtp.format()).isEqualTo("96");
    assertThat(fmtp.value("level-idx")).contains("5");
    assertThat(fmtp.value("profile")).contains("0");
    assertThat(fmtp.value("tier")).contains("1");
    assertThat(fmtp.value("x")).isEmpty();
    assertThat(fmtp.value("y")).isEmpty();
  }

  @Test
  void theRestrictionsOfARidAreFoundByName() {
    List<Rid> rids =
        Session.audio("a=rid:hi_1 send pt=96,97;max-width=1280;max-fps", "a=rid:lo recv")
            .rtp()
            .rids();

    assertThat(rids.get(0).restriction("pt")).contains("96,97");
    assertThat(rids.get(0).restriction("max-width")).contains("1280");
    assertThat(rids.get(0).restriction("max-fps")).isEmpty();
    assertThat(rids.get(1)).isEqualTo(new Rid("lo", false, null));
    assertThat(rids.get(1).restriction("pt")).isEmpty();
  }

  @Test
  void simulcastHasStreamsOfAlternatives() {
    Simulcast simulcast =
        Session.audio("a=simulcast:recv 4 send 1,~2;~3").rtp().simulcast().orElseThrow();

    assertThat(simulcast.send())
        .containsExactly(
            List.of(new Simulcast.Format("1", false), new Simulcast.Format("2", true)),
            List.of(new Simulcast.Format("3", true)));
    assertThat(simulcast.recv()).containsExactly(List.of(new Simulcast.Format("4", false)));
  }

  @Test
  void theRestOfRtpIsRead() {
    Rtp rtp =
        Session.audio(
                "a=msid:- {t}",
                "a=msid:s",
                "a=ssrc:0 cname:",
                "a=ssrc:1 x:y:z",
                "a=rtcp-fb:* ccm tmmbr smaxpr=120",
                "a=ssrc-group:FEC",
                "a=rtpmap:127 X-Y/4294/z")
            .rtp();

    assertThat(rtp.msids()).containsExactly(new Msid("-", "{t}"), new Msid("s", null));
    assertThat(rtp.sources())
        .containsExactly(new SourceAttribute(0, "cname", ""), new SourceAttribute(1, "x", "y:z"));
    assertThat(rtp.feedback()).containsExactly(new RtcpFeedback("*", "ccm", "tmmbr smaxpr=120"));
    assertThat(rtp.sourceGroups()).containsExactly(new SourceGroup("FEC", List.of()));
    assertThat(rtp.maps()).containsExactly(new RtpMap(127, "X-Y", 4294, "z"));
    assertThat(rtp.reducedSize()).isFalse();
    assertThat(rtp.simulcast()).isEmpty();
  }

  @Test
  void fingerprintsAreReadInEitherCase() {
    assertThat(
            Session.audio("a=fingerprint:SHA-256 0a:1B:fF", "a=fingerprint:md5 00")
                .transport()
                .fingerprints())
        .containsExactly(new Fingerprint("SHA-256", "0a:1B:fF"), new Fingerprint("md5", "00"));
  }

  @Test
  void theLargestMessageMayBeOfAnySize() {
    String line = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel";

    assertThat(Session.media(line, "a=max-message-size:0").sctp().orElseThrow().maxMessageSize())
        .isZero();
    assertThat(Session.media(line).sctp().orElseThrow().maxMessageSize()).isEqualTo(65_536);
    assertThat(Session.media(line, "a=sctp-port:0").sctp().orElseThrow().port()).hasValue(0);
  }
}
