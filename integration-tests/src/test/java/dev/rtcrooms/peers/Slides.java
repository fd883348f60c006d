package dev.rtcrooms.peers;

import dev.rtcrooms.sdp.Msid;
import dev.rtcrooms.sdp.SessionDescription;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Marks a shared screen in descriptions by {@code a=content:slides} (RFC 4796), of which libwebrtc
 * knows nothing.
 */
final class Slides {

  /** The id of the MediaStream of a screen. */
  static final String STREAM = "screen";

  private static final String MARK = "a=content:slides\r\n";

  private Slides() {}

  /** The same description with its screen marked, if it has one. */
  static String mark(String sdp) {
    return Stream.of(sdp.split("(?m)(?=^m=)"))
        .map(part -> part.contains("a=msid:" + STREAM + " ") ? part + MARK : part)
        .collect(Collectors.joining());
  }

  /** The ids of the MediaStreams that a description marks. */
  static List<String> of(SessionDescription description) {
    return description.media().stream()
        .filter(section -> section.attributes().has("content"))
        .flatMap(section -> section.rtp().msids().stream())
        .map(Msid::stream)
        .toList();
  }
}
