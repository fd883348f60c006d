package dev.rtcrooms.sdp;

import java.util.Optional;

/** Finds a value in {@code name=value;name=value}; any thread. */
final class Parameters {

  private Parameters() {}

  /** Finds the first value of this name, in any case; ignores spaces before a name. */
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
