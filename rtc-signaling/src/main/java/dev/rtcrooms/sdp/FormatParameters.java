package dev.rtcrooms.sdp;

import java.util.Optional;

/**
 * The parameters of a media format (RFC 8866 §6.15). Immutable; any thread.
 *
 * @param format one of the media line's formats, such as a payload type
 * @param parameters in the format's own syntax, as written; perhaps empty
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
   * Finds a parameter in {@code name=value;name=value}, the syntax of most formats.
   *
   * @param name in any case (RFC 4855 §3)
   * @return its value as written, or empty if there is no such parameter
   */
  public Optional<String> value(String name) {
    return Parameters.value(parameters, name);
  }
}
