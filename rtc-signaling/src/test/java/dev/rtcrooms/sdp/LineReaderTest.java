package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

  private static void assertRefused(String sdp, int line, String reason) {
    assertRefused(sdp, SdpLimits.DEFAULT, line, reason);
  }

  private static void assertRefused(String sdp, SdpLimits limits, int line, String reason) {
    assertThatExceptionOfType(SdpException.class)
        .isThrownBy(() -> SessionDescription.parse(sdp, limits))
        .withMessage("line " + line + ": " + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "=", "a:x", "ax=", " a=x", "a", "a =x"})
  void aLineIsOfTheFormTypeEqualsValue(String line) {
    assertRefused(Session.with(line), 5, "not of the form type=value");
  }

  @Test
  void blankLinesAreRefusedWhereverTheyStand() {
    assertRefused("\r\n" + Session.HEAD, 1, "not of the form type=value");
    assertRefused(Session.HEAD + "\r\n", 5, "not of the form type=value");
    assertRefused(Session.HEAD + "\n\n", 5, "not of the form type=value");
  }

  @Test
  void onlyTheNameOfTheSessionMayBeEmpty() {
    assertThatCode(() -> SessionDescription.parse(Session.HEAD.replace("s=-", "s=")))
        .doesNotThrowAnyException();
    assertRefused(Session.with("a="), 5, "a= lacks a name");
    assertRefused(Session.HEAD.replace("s=-", "s=-\r\ni="), 4, "i= lacks a value");
  }

  @Test
  void aCarriageReturnOnlyEndsALineTogetherWithALineFeed() {
    String reason = "a carriage return that does not end the line";
    assertRefused(Session.with("a=x\ry"), 5, reason);
    assertRefused(Session.with("a=x\r"), 5, reason);
    assertRefused(Session.HEAD + "a=x\r", 5, reason);
    assertRefused(Session.HEAD.replace("\r\n", "\r"), 1, reason);
  }

  @Test
  void noLineHasANul() {
    assertRefused(Session.with("a=x:\0"), 5, "a NUL character");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83c", "\udfa5", "\udfa5\ud83c", "\ud83cx"})
  void aLoneSurrogateHasNoBytes(String text) {
    assertRefused(Session.with("a=x:" + text), 5, "a lone surrogate");
    assertRefused(Session.HEAD + "a=x:" + text, 5, "a lone surrogate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00e9", "\u20ac", "\ud83c\udfa5"})
  void theLimitsCountBytes(String text) {
    String sdp = Session.with("a=x:" + text.repeat(10), "a=y");
    int bytes = sdp.getBytes(StandardCharsets.UTF_8).length;
    int lineBytes = Math.max(22, 4 + 10 * text.getBytes(StandardCharsets.UTF_8).length);

    assertThatCode(() -> SessionDescription.parse(sdp, new SdpLimits(bytes, 6, lineBytes, 1)))
        .doesNotThrowAnyException();
    assertRefused(
        sdp,
        new SdpLimits(bytes - 1, 6, lineBytes, 1),
        // A character has at least one byte, so with as many nothing else need be read.
        sdp.length() == bytes ? 1 : 6,
        "the description is longer than " + (bytes - 1) + " bytes");
  }

  @Test
  void aLineEndingIsNoPartOfTheLine() {
    String sdp = Session.with("a=" + "x".repeat(30));

    assertThatCode(() -> SessionDescription.parse(sdp, new SdpLimits(1000, 5, 32, 1)))
        .doesNotThrowAnyException();
    assertRefused(sdp, new SdpLimits(1000, 5, 31, 1), 5, "longer than 31 bytes");
  }

  @Test
  void linesAreCounted() {
    assertThatCode(() -> SessionDescription.parse(Session.HEAD, new SdpLimits(1000, 4, 100, 1)))
        .doesNotThrowAnyException();
    assertRefused(Session.with("a=x"), new SdpLimits(1000, 4, 100, 1), 5, "more than 4 lines");
  }

  @Test
  void mediaSectionsAreCounted() {
    SdpLimits limits = new SdpLimits(1000, 100, 100, 2);

    assertThatCode(
            () -> SessionDescription.parse(Session.with(Session.AUDIO, Session.AUDIO), limits))
        .doesNotThrowAnyException();
    assertRefused(
        Session.with(Session.AUDIO, Session.AUDIO, Session.AUDIO),
        limits,
        7,
        "more than 2 media sections");
  }

  @Test
  void whatIsAllowedByDefaultSufficesForEveryExample() {
    assertThat(Examples.all().values())
        .allSatisfy(sdp -> assertThat(sdp.length()).isLessThan(SdpLimits.DEFAULT.bytes() / 4));
  }

  @Test
  void theDefaultLimitsHold() {
    SdpLimits limits = SdpLimits.DEFAULT;
    String line = "a=x:" + "y".repeat(limits.lineBytes()) + "\r\n";
    assertRefused(Session.HEAD + line, 5, "longer than 8192 bytes");
    assertRefused(
        Session.HEAD + "a=x\n".repeat(limits.lines()), limits.lines() + 1, "more than 4096 lines");
    assertRefused(
        Session.HEAD + (Session.AUDIO + "\n").repeat(limits.mediaSections() + 1),
        5 + limits.mediaSections(),
        "more than 128 media sections");
    assertRefused(
        Session.HEAD + ("a=x:" + "y".repeat(8000) + "\n").repeat(9),
        1,
        "the description is longer than 65536 bytes");
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SdpLimits(0, 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SdpLimits(1, 0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SdpLimits(1, 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SdpLimits(1, 1, 1, 0));
  }
}
