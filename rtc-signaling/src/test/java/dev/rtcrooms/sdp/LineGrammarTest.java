package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineGrammarTest {

  /** Puts a line where one of its type may stand. */
  private static String place(String line) {
    String before = "v=0\n" + (line.startsWith("o=") ? "" : "o=- 1 1 IN IP4 0.0.0.0\ns=-\n");
    return switch (line.charAt(0)) {
      case 'v' -> line + "\no=- 1 1 IN IP4 0.0.0.0\ns=-\nt=0 0\n";
      case 'o' -> before + line + "\ns=-\nt=0 0\n";
      case 't' -> before + line + "\n";
      case 'r' -> before + "t=0 0\n" + line + "\n";
      case 'z' -> before + "t=0 0\nr=1 0 0\n" + line + "\n";
      case 'm' -> before + "t=0 0\n" + line + "\n";
      default -> before + line + "\nt=0 0\n";
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o=- 0 0 IN IP4 0.0.0.0",
        "o=jdoe 12345678901234567890123456789012345678901234567890 1 IN IP6 2001:db8::1",
        "o=mozilla...THIS_IS_SDPARTA-99.0 1 0 IN IP4 example.org",
        "i=Anything: at all\t",
        "c=IN IP4 0.0.0.0",
        "c=IN IP6 ff15::101/3",
        "c=ATM NSAP 47.0091.8100",
        "b=AS:0",
        "b=X-YZ:123456789012345678901234567890",
        "t=0 0",
        "t=3724394400 0",
        "t=37243944000000 37243980000000",
        "r=604800 3600 0 90000",
        "r=7d 1h 0 25h 3m 4s",
        "z=3730928400 -1h",
        "z=3730928400 -1h 3749680800 0",
        "m=audio 0 RTP/AVP 0",
        "m=audio 65535/65535 UDP/TLS/RTP/SAVPF 0 1 x-y",
        "m=x 1 y z"
      })
  void whatTheGrammarHasIsTaken(String line) {
    assertThatCode(() -> SessionDescription.parse(place(line))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=1|v= is another version than 0",
        "v=00|v= is another version than 0",
        "v=0 x|v= has something after its end",
        "v=x|v= lacks a number",
        "o=-|o= lacks a field",
        "o=- 1 1 IN IP4|o= lacks a field",
        "o=- x 1 IN IP4 0.0.0.0|o= lacks a number",
        "o=- -1 1 IN IP4 0.0.0.0|o= lacks a number",
        "o=- 1  1 IN IP4 0.0.0.0|o= lacks a number",
        "o= 1 1 IN IP4 0.0.0.0|o= lacks a word",
        "o=- 1 1 IN IP4 0.0.0.0 x|o= has something after its end",
        "o=- 1 1 IN IP4 0.0.0.0 |o= has something after its end",
        "c=IN IP4|c= lacks a field",
        "c=IN IP4 0.0.0.0 x|c= has something after its end",
        "c=(IN) IP4 0.0.0.0|c= lacks a token",
        "b=AS|b= lacks a ':'",
        "b=AS:|b= lacks a number",
        "b=:1|b= lacks a token",
        "b=AS:-1|b= lacks a number",
        "b=AS:1.5|b= has something after its end",
        "b=AS:1 |b= has something after its end",
        "t=0|t= lacks a field",
        "t=1 0|t= has something that is not a time",
        "t=0 123456789|t= has something that is not a time",
        "t=0 0123456789|t= has something that is not a time",
        "t=0 0 0|t= has something after its end",
        "r=1 0|r= lacks a field",
        "r=1x 0 0|r= lacks a field",
        "r=1 0 0 |r= lacks a number",
        "z=0 1h|z= has something that is not a time",
        "z=3730928400|z= lacks a field",
        "z=3730928400 --1h|z= lacks a number",
        "z=3730928400 1h x|z= lacks a number",
        "m=audio|m= lacks a field",
        "m=audio 9|m= lacks a field",
        "m=audio 9 RTP/AVP|m= lacks a field",
        "m=audio 9 RTP/AVP |m= lacks a token",
        "m=audio 9 RTP/AVP 0 |m= lacks a token",
        "m=audio 9 RTP//AVP 0|m= lacks a token",
        "m=audio 9/ RTP/AVP 0|m= lacks a number",
        "m=audio 65536 RTP/AVP 0|m= has a number that is too large",
        "m=audio 99999999999999999999 RTP/AVP 0|m= has a number that is too large",
        "m=audio -1 RTP/AVP 0|m= lacks a number",
        "m= 9 RTP/AVP 0|m= lacks a token"
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void whatTheGrammarHasNotIsRefusedByLineAndReason(String line, String reason) {
    String sdp = place(line);
    int number = sdp.substring(0, sdp.indexOf(line)).split("\n", -1).length;

    assertThatExceptionOfType(SdpException.class)
        .isThrownBy(() -> SessionDescription.parse(sdp))
        .withMessage("line " + number + ": " + reason);
  }

  @Test
  void theOriginIsRead() throws SdpException {
    SessionOrigin origin =
        SessionDescription.parse(place("o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1"))
            .origin();

    assertThat(origin)
        .isEqualTo(
            new SessionOrigin("jdoe", "3724394400", "3724394405", "IN", "IP4", "198.51.100.1"));
  }
}
