package dev.rtcrooms.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * A group of media sections (RFC 5888 §5). Immutable; any thread.
 *
 * @param line the number of its line, from 1
 * @param semantics the kind of group, such as {@code BUNDLE} (RFC 9143 §5) or {@code LS}
 * @param mids the sections' identification tags, perhaps none; unmodifiable, in order
 */
public record Group(int line, String semantics, List<String> mids) {

  /** Copies the list. */
  public Group {
    mids = List.copyOf(mids);
  }

  static Group read(Cursor value) throws SdpException {
    String semantics = value.token();
    List<String> mids = new ArrayList<>();
    while (value.skip(' ')) {
      mids.add(value.token());
    }
    return new Group(value.line(), semantics, mids);
  }

  /**
   * Tells whether the sections share one transport.
   *
   * @return true for {@code BUNDLE}
   */
  public boolean isBundle() {
    return semantics.equals("BUNDLE");
  }
}
