package dev.rtcrooms.sdp;

import dev.rtcrooms.grammar.CharClass;
import java.util.ArrayList;
import java.util.List;

/**
 * One source as several streams (RFC 8853 §5.1). Each inner list is one stream: the formats that it
 * may take, the preferred one first.
 *
 * @param send the streams sent, perhaps none; unmodifiable, in order
 * @param recv the streams received, perhaps none; unmodifiable, in order
 */
public record Simulcast(List<List<Format>> send, List<List<Format>> recv) {

  /**
   * One format of a stream.
   *
   * @param rid names it, see {@link Rid#id()}
   * @param paused whether it is paused at first
   */
  public record Format(String rid, boolean paused) {

    private static Format read(Cursor value) throws SdpException {
      boolean paused = value.skip('~');
      return new Format(value.some(CharClass.NAME, "a rid"), paused);
    }
  }

  /** Copies the lists. */
  public Simulcast {
    send = copy(send);
    recv = copy(recv);
  }

  private static List<List<Format>> copy(List<List<Format>> streams) {
    List<List<Format>> copy = new ArrayList<>();
    for (List<Format> formats : streams) {
      copy.add(List.copyOf(formats));
    }
    return List.copyOf(copy);
  }

  static Simulcast read(Cursor value) throws SdpException {
    boolean sendFirst = isSend(value);
    List<List<Format>> first = streams(value);
    List<List<Format>> second = List.of();
    if (value.skip(' ')) {
      if (isSend(value) == sendFirst) {
        throw value.refusal("has the same direction twice");
      }
      second = streams(value);
    }
    return sendFirst ? new Simulcast(first, second) : new Simulcast(second, first);
  }

  private static boolean isSend(Cursor value) throws SdpException {
    return switch (value.token()) {
      case "send" -> true;
      case "recv" -> false;
      default -> throw value.refusal("is neither send nor recv");
    };
  }

  private static List<List<Format>> streams(Cursor value) throws SdpException {
    value.space();
    List<List<Format>> streams = new ArrayList<>();
    do {
      List<Format> formats = new ArrayList<>();
      do {
        formats.add(Format.read(value));
      } while (value.skip(','));
      streams.add(formats);
    } while (value.skip(';'));
    return streams;
  }
}
