package dev.rtcrooms.sdp;

import java.util.Optional;

/**
 * Parameters of one media format (RFC 8866 §6.15).
 *
 * @param format one of the media line's formats, such as a payload type
 * @param parameters in the format's own syntax, as written
 */
public record FormatParameters(String format, String parameters) {

  static FormatParameters read(Cursor value) throws SdpException {
    String format = value.token();
    if (value.isDone()) {
      return new FormatParameters(format, "");
    }
    value.space();
    return new FormatParameters(format, value.rest());
  }

  /**
   * One parameter of those written {@code name=value;name=value}, as most formats do.
   *
   * @param name in any case (RFC 4855 §3)
   * @return its value as written, or empty if there is none of that name
   */
  public Optional<String> value(String name) {
    return Parameters.value(parameters, name);
  }
}
