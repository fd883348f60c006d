package dev.rtcrooms.hub.chat;

import dev.rtcrooms.message.Reaction;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.SaidTo;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many bytes a chat message takes on the wire, from above: as JSON in UTF-8, in which
 * a control character takes six.
 */
final class WireSize {

  /** The names of all fields, numbers and marks. */
  private static final int FIELDS = 200;

  private static final int FIELDS_OF_REACTION = 24;

  /** Two quotes and a comma. */
  private static final int MARKS = 3;

  private static final int ESCAPED = 6;
  private static final int END_OF_ASCII = 0x80;
  private static final int END_OF_TWO_BYTES = 0x800;

  private WireSize() {}

  static int of(Said said) {
    int bytes = FIELDS + text(said.id()) + text(said.client()) + text(said.text());
    bytes += text(said.user().id()) + text(said.user().name());
    for (String user : said.mentions()) {
      bytes += text(user) + MARKS;
    }
    for (Reaction reaction : said.reactions()) {
      bytes += text(reaction.emoji()) + FIELDS_OF_REACTION;
      for (String user : reaction.users()) {
        bytes += text(user) + MARKS;
      }
    }
    return bytes;
  }

  static int of(SaidTo said) {
    int bytes = FIELDS + text(said.id()) + text(said.client()) + text(said.text());
    bytes += text(said.user()) + text(said.name());
    return bytes + text(said.to()) + text(said.toName());
  }

  private static int text(@Nullable String value) {
    int bytes = 0;
    for (int at = 0; value != null && at < value.length(); at++) {
      bytes += bytes(value.charAt(at));
    }
    return bytes;
  }

  /** At most six; each half of a surrogate pair counts three, though the pair takes four. */
  private static int bytes(char c) {
    if (c < ' ' || c == '\u2028' || c == '\u2029') {
      return ESCAPED;
    } else if (c == '"' || c == '\\') {
      return 2;
    } else if (c < END_OF_ASCII) {
      return 1;
    }
    return c < END_OF_TWO_BYTES ? 2 : 3;
  }
}
