package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

  static Stream<Map.Entry<String, String>> examples() {
    return Examples.all().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aDescriptionComesBackByteForByte(Map.Entry<String, String> example) throws SdpException {
    String crlf = example.getValue();
    assertThat(SessionDescription.parse(crlf)).hasToString(crlf);

    String lf = crlf.replace("\r\n", "\n");
    assertThat(SessionDescription.parse(lf)).hasToString(lf);
  }

  @Test
  void everyFileHasItsExamples() {
    assertThat(Examples.in("rfc9429.txt")).hasSize(10);
    assertThat(Examples.in("rfc4317.txt")).hasSize(54);
    assertThat(Examples.in("chromium.txt")).hasSize(6);
    assertThat(Examples.in("firefox.txt")).hasSize(3);
    assertThat(Examples.in("others.txt")).hasSize(5);
  }

  @Test
  void mixedLineEndingsAndAMissingLastOneAreKept() throws SdpException {
    String mixed = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\ns=-\r\nt=0 0\na=x";
    SessionDescription description = SessionDescription.parse(mixed);

    assertThat(description).hasToString(mixed);
    assertThat(description.lines())
        .extracting(SdpLine::ending)
        .containsExactly("\r\n", "\n", "\r\n", "\n", "");
  }

  @Test
  void linesThatNobodyUnderstandsSurvive() throws SdpException {
    String sdp =
        Session.with("a=x-new:anything at all : even = this", "a=x-flag", "a=x-empty:", "a=mid:1");
    SessionDescription description = SessionDescription.parse(sdp);

    assertThat(description).hasToString(sdp);
    assertThat(description.attributes().all())
        .extracting(SdpAttribute::name, SdpAttribute::value)
        .containsExactly(
            tuple("x-new", "anything at all : even = this"),
            tuple("x-flag", null),
            tuple("x-empty", ""),
            tuple("mid", "1"));
  }

  @Test
  void twoDescriptionsOfOneTextAreEqual() throws SdpException {
    SessionDescription one = SessionDescription.parse(Session.with("a=x"));

    assertThat(one)
        .isEqualTo(SessionDescription.parse(Session.with("a=x")))
        .hasSameHashCodeAs(SessionDescription.parse(Session.with("a=x")))
        .isNotEqualTo(SessionDescription.parse(Session.with("a=y")));
  }
}
