package dev.rtcrooms.sfu;

import dev.rtcrooms.sfu.forward.IncomingTrack;
import dev.rtcrooms.sfu.sdp.CodecFormat;
import org.jspecify.annotations.Nullable;

/**
 * A track that a client publishes; each is equal only to itself. Immutable; for the room's mailbox,
 * but {@link #incoming}, which is for the loop.
 */
final class PublishedTrack {

  private final String client;
  private final CodecFormat codec;
  private final String stream;
  private final @Nullable String content;
  private final IncomingTrack incoming;

  PublishedTrack(
      String client,
      CodecFormat codec,
      String stream,
      @Nullable String content,
      IncomingTrack incoming) {
    this.client = client;
    this.codec = codec;
    this.stream = stream;
    this.content = content;
    this.incoming = incoming;
  }

  String client() {
    return client;
  }

  CodecFormat codec() {
    return codec;
  }

  /** The id of its MediaStream at the publisher; perhaps empty. */
  String stream() {
    return stream;
  }

  @Nullable String content() {
    return content;
  }

  IncomingTrack incoming() {
    return incoming;
  }
}
