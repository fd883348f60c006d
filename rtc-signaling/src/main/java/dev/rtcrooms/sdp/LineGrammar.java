package dev.rtcrooms.sdp;

/**
 * The grammar of the lines that no view is made of (RFC 8866 §9); any thread. RFC 9429 §5.8 asks to
 * check each line even if its value is not used. The lines for people ({@code s= i= u= e= p=}) and
 * the obsolete {@code k=} are free text. Many senders leave {@code s=} empty. Spaces at the end are
 * ignored where both Chromium and Firefox ignore them.
 */
final class LineGrammar {

  /** A {@code time} other than 0 has at least this many digits. */
  private static final int MIN_TIME = 10;

  private static final String UNITS = "dhms";

  private LineGrammar() {}

  static void check(char type, Cursor value) throws SdpException {
    switch (type) {
      case 'v' -> {
        version(value);
        value.spaces();
      }
      case 's' -> {
        return;
      }
      case 'c' -> {
        connection(value);
        value.spaces();
      }
      case 'b' -> bandwidth(value);
      case 't' -> {
        times(value);
        value.spaces();
      }
      case 'r' -> repeats(value);
      case 'z' -> zones(value);
      default -> value.rest();
    }
    value.finish();
  }

  private static void version(Cursor value) throws SdpException {
    if (!value.digits().equals("0")) {
      throw value.refusal("is another version than 0");
    }
  }

  /** Nettype, addrtype, address; the address is free (extn-addr). */
  private static void connection(Cursor value) throws SdpException {
    value.token();
    value.space();
    value.token();
    value.space();
    value.word();
  }

  private static void bandwidth(Cursor value) throws SdpException {
    value.token();
    value.expect(':');
    value.digits();
  }

  private static void times(Cursor value) throws SdpException {
    time(value, true);
    value.space();
    time(value, true);
  }

  private static void time(Cursor value, boolean orZero) throws SdpException {
    String digits = value.digits();
    boolean zero = orZero && digits.equals("0");
    if (!zero && (digits.length() < MIN_TIME || digits.charAt(0) == '0')) {
      throw value.refusal("has something that is not a time");
    }
  }

  private static void repeats(Cursor value) throws SdpException {
    typedTime(value);
    value.space();
    typedTime(value);
    do {
      value.space();
      typedTime(value);
    } while (!value.isDone());
  }

  private static void zones(Cursor value) throws SdpException {
    zone(value);
    while (!value.isDone()) {
      value.space();
      zone(value);
    }
  }

  private static void zone(Cursor value) throws SdpException {
    time(value, false);
    value.space();
    value.skip('-');
    typedTime(value);
  }

  private static void typedTime(Cursor value) throws SdpException {
    value.digits();
    for (int i = 0; i < UNITS.length(); i++) {
      if (value.skip(UNITS.charAt(i))) {
        return;
      }
    }
  }
}
