package dev.rtcrooms.peers;

import dev.onvoid.webrtc.RTCRtpReceiver;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What comes in over a connection, in the order in which it began; any thread. */
final class Arrivals implements AutoCloseable {

  private final Map<String, Screen> showing = new ConcurrentHashMap<>();
  private final BlockingQueue<Screen> screens = new LinkedBlockingQueue<>();
  private final BlockingQueue<Channel> channels = new LinkedBlockingQueue<>();
  private final Map<String, Channel> open = new ConcurrentHashMap<>();

  /** A track has begun, perhaps one that has paused before. */
  void came(RTCRtpTransceiver transceiver) {
    if (transceiver.getReceiver().getTrack() instanceof VideoTrack track) {
      Screen screen = new Screen(track);
      showing.put(track.getId(), screen);
      screens.add(screen);
    }
  }

  /** A track has paused or is about to end; it is there until this returns. */
  void gone(RTCRtpReceiver receiver) {
    Screen screen = showing.remove(receiver.getTrack().getId());
    if (screen != null) {
      screen.close();
    }
  }

  void opened(Channel channel) {
    open.put(channel.label(), channel);
    channels.add(channel);
  }

  /** How many tracks come in now. */
  int showing() {
    return showing.size();
  }

  /** The one track that comes in now. */
  Screen screen() {
    return showing.values().iterator().next();
  }

  /** Waits for the next track that nobody has asked for yet. */
  Screen nextScreen() {
    return next(screens);
  }

  /** Waits for the next data channel that nobody has asked for yet. */
  Channel nextChannel() {
    return next(channels);
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(Loop.PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("Nothing comes");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    open.values().forEach(Channel::close);
  }
}
