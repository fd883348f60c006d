package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import java.util.List;

/**
 * Tells a media server how large a client shows the videos that it gets, so that it is sent no more
 * than that. Each signal replaces the one before; a video that it does not name is sent whole.
 * Requires {@link Grants#SUBSCRIBE}. A client's browser is not told.
 *
 * @param peer the media server's peer that sends the videos
 * @param negotiation see {@link Signal#negotiation()}
 * @param videos how large each video is shown
 */
public record Show(String peer, long negotiation, List<Video> videos) implements Signal {

  /** On the wire: {@code show}. */
  public static final MessageType<Show> TYPE =
      MessageType.of(
              "show",
              Show.class,
              f ->
                  new Show(
                      f.text("peer"), f.number("negotiation"), f.objects("videos", Video::read)),
              (show, f) ->
                  f.text("peer", show.peer())
                      .number("negotiation", show.negotiation())
                      .objects("videos", show.videos(), Video::write))
          .withRequiredGrant(Grants.SUBSCRIBE);

  private static final int LARGEST = 65_535;

  /** Copies the list. */
  public Show {
    videos = List.copyOf(videos);
  }

  /**
   * How large a video is shown.
   *
   * @param stream the id of its MediaStream
   * @param width in device pixels; 0 if it is not shown, at most 65,535
   * @param height in device pixels; 0 if it is not shown, at most 65,535
   * @param pinned whether it gets bandwidth before others
   */
  public record Video(String stream, int width, int height, boolean pinned) {

    private static Video read(FieldReader fields) {
      return new Video(
          fields.text("stream"),
          size(fields.number("width")),
          size(fields.number("height")),
          fields.optionalFlag("pinned").orElse(false));
    }

    private static int size(long pixels) {
      return (int) Math.max(0, Math.min(LARGEST, pixels));
    }

    private static void write(Video video, FieldWriter fields) {
      fields
          .text("stream", video.stream)
          .number("width", video.width)
          .number("height", video.height);
      if (video.pinned) {
        fields.flag("pinned", true);
      }
    }
  }

  @Override
  public Show readdressed(String newPeer, long newNegotiation) {
    return new Show(newPeer, newNegotiation, videos);
  }
}
