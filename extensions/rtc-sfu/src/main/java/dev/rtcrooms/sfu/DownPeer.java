package dev.rtcrooms.sfu;

import dev.rtcrooms.Peer;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Show;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.stats.PeerStats;
import dev.rtcrooms.sfu.whip.Player;
import dev.rtcrooms.signaling.PeerSession;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The peer that offers to receivers; for the room's mailbox. */
final class DownPeer implements Peer {

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Room room;
  private final RoomShare share;
  private final RtpWriter writer;
  private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
  private final Map<String, Playback> playbacks = new ConcurrentHashMap<>();
  private final Map<String, List<PublishedTrack>> published = new LinkedHashMap<>();

  /** Those that get nothing yet, because the loop is overloaded. */
  private final Set<Subscription> waiting = new HashSet<>();

  private @Nullable PeerSession session;

  /**
   * @param writer used only on the loop
   */
  DownPeer(Room room, RoomShare share, RtpWriter writer) {
    this.room = room;
    this.share = share;
    this.writer = writer;
  }

  void start(PeerSession own) {
    session = own;
  }

  @Override
  public String id() {
    return "down";
  }

  /** The tracks of a client have changed. */
  void publishes(String client, List<PublishedTrack> tracks) {
    if (tracks.isEmpty()) {
      published.remove(client);
    } else {
      published.put(client, tracks);
    }
    for (Subscription each : subscriptions.values()) {
      if (!waiting.contains(each)) {
        each.update(published);
      }
    }
    playbacks.values().forEach(each -> each.update(published));
  }

  @Override
  public void connect(Connect connect) {
    end(connect.peer());
    PeerSession own = session;
    if (own != null) {
      Subscription subscription =
          new Subscription(connect.peer(), connect.negotiation(), room, own, share, writer);
      subscriptions.put(connect.peer(), subscription);
      share.share().receivers().incrementAndGet();
      begin(subscription);
    }
  }

  /** Offers what others publish, once the loop is not overloaded. */
  private void begin(Subscription subscription) {
    if (!subscriptions.containsValue(subscription)) {
      waiting.remove(subscription); // it has ended meanwhile
    } else if (share.isOverloaded()) {
      waiting.add(subscription);
      room.after(RETRY, () -> begin(subscription));
    } else {
      waiting.remove(subscription);
      subscription.begin(published);
    }
  }

  /** Any thread. */
  void addStats(List<PeerStats> all) {
    subscriptions.values().forEach(each -> all.add(each.stats()));
    playbacks.forEach((client, each) -> all.add(each.stats(client)));
  }

  @Override
  public void disconnect(Disconnect disconnect) {
    end(disconnect.peer());
  }

  /** Answers the offer of a client that is connected, which gets no offers then. */
  void play(String client, Player player) {
    Subscription replaced = subscriptions.remove(client);
    if (replaced != null) {
      replaced.close();
      try {
        playbacks.put(client, Playback.begin(share, writer, player, published));
      } catch (RuntimeException e) {
        share.share().receivers().decrementAndGet();
        throw e;
      }
    }
  }

  /** Restarts ICE for a client that plays. */
  void restart(String client) {
    Playback playback = playbacks.get(client);
    if (playback != null) {
      playback.restart();
    }
  }

  private void end(String client) {
    Playback played = playbacks.remove(client);
    if (played != null) {
      played.close();
      share.share().receivers().decrementAndGet();
    }
    Subscription ended = subscriptions.remove(client);
    if (ended != null) {
      ended.close();
      share.share().receivers().decrementAndGet();
    }
  }

  @Override
  public void receive(Signal signal) {
    Subscription subscription = subscriptions.get(signal.peer());
    if (subscription == null) {
      return;
    }
    if (signal instanceof Answer answer) {
      subscription.answer(answer);
    } else if (signal instanceof Restart) {
      subscription.restart();
    } else if (signal instanceof Show show) {
      subscription.show(show);
    }
  }

  @Override
  public void refuse(Refused refused) {
    Subscription subscription = refused.peer() == null ? null : subscriptions.get(refused.peer());
    if (subscription != null) {
      subscription.refused();
    }
  }

  void close() {
    List.copyOf(subscriptions.keySet()).forEach(this::end);
    List.copyOf(playbacks.keySet()).forEach(this::end);
    published.clear();
  }
}
