package dev.rtcrooms.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The frame that says a payload in some dialect: made once, and only its numbers change; for the
 * generator's thread.
 */
final class Script {

  private static final String NUMBER = "{seq}";
  private static final String PAYLOAD = "{payload}";

  private final byte[] text;
  private final int numberAt;
  private final int payloadAt;

  Script(String template, int payloadBytes) {
    String filler = new String(Payload.blank(payloadBytes), StandardCharsets.US_ASCII);
    String numbered = template.replace(NUMBER, "0".repeat(NUMBER.length()));
    this.numberAt = template.indexOf(NUMBER);
    this.payloadAt = numbered.indexOf(PAYLOAD);
    this.text = numbered.replace(PAYLOAD, filler).getBytes(StandardCharsets.US_ASCII);
  }

  /** The text; lent until the next call. */
  byte[] say(int run, int sender, int number) {
    Payload.write(text, payloadAt, run, sender, number);
    if (numberAt >= 0) {
      int to = payloadAt + Payload.HEADER;
      byte[] digits = Arrays.copyOfRange(text, to - NUMBER.length(), to);
      System.arraycopy(digits, 0, text, numberAt, digits.length);
    }
    return text;
  }
}
