package dev.rtcrooms.sdp;

import java.util.Optional;

/** Finds a value in {@code name=value;name=value}. */
final class Parameters {

  private Parameters() {}

  /** The first of that name, in any case; spaces before a name are passed over. */
  static Optional<String> value(String list, String name) {
    for (String parameter : list.split(";", -1)) {
      int equals = parameter.indexOf('=');
      if (equals >= 0 && parameter.substring(0, equals).strip().equalsIgnoreCase(name)) {
        return Optional.of(parameter.substring(equals + 1));
      }
    }
    return Optional.empty();
  }
}
