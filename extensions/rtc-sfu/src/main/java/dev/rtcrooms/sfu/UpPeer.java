package dev.rtcrooms.sfu;

import dev.rtcrooms.Peer;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.IdleLayers;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.sfu.forward.IdleSource;
import dev.rtcrooms.sfu.speech.Voices;
import dev.rtcrooms.sfu.stats.PeerStats;
import dev.rtcrooms.signaling.PeerSession;
import dev.rtcrooms.transport.Masked;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The peer to which publishers offer; for the room's mailbox. */
final class UpPeer implements Peer {

  private static final Logger log = LoggerFactory.getLogger(UpPeer.class);

  private final Executor mailbox;
  private final RoomShare share;
  private final Voices voices;
  private final BiConsumer<String, List<PublishedTrack>> onTracks;
  private final Map<String, Publication> publications = new ConcurrentHashMap<>();
  private @Nullable PeerSession session;

  /**
   * @param mailbox the room's
   * @param voices used only on the loop
   * @param onTracks hears the tracks of a client whenever they have changed
   */
  UpPeer(
      Executor mailbox,
      RoomShare share,
      Voices voices,
      BiConsumer<String, List<PublishedTrack>> onTracks) {
    this.mailbox = mailbox;
    this.share = share;
    this.voices = voices;
    this.onTracks = onTracks;
  }

  void start(PeerSession own) {
    session = own;
  }

  @Override
  public String id() {
    return "up";
  }

  @Override
  public int layers() {
    return share.limits().layers();
  }

  @Override
  public void connect(Connect connect) {
    end(connect.peer());
    Publication publication =
        new Publication(
            connect.peer(),
            connect.negotiation(),
            share,
            voices,
            (publisher, idle) -> mailbox.execute(() -> tellIdle(publisher, idle)));
    publications.put(connect.peer(), publication);
    share.share().publishers().incrementAndGet();
  }

  @Override
  public void disconnect(Disconnect disconnect) {
    end(disconnect.peer());
  }

  private void end(String client) {
    Publication ended = publications.remove(client);
    if (ended != null) {
      ended.close();
      share.share().publishers().decrementAndGet();
      onTracks.accept(client, List.of());
    }
  }

  @Override
  public void receive(Signal signal) {
    Publication publication = publications.get(signal.peer());
    if (session != null && publication != null && signal instanceof Offer offer) {
      String answer = publication.answer(offer);
      session.send(new Answer(offer.peer(), offer.negotiation(), answer));
      onTracks.accept(offer.peer(), publication.tracks());
    }
  }

  /** Tells a publisher which layers it need not send. */
  private void tellIdle(Publication publisher, List<IdleSource> idle) {
    String client = publisher.client();
    if (session == null || publications.get(client) != publisher) {
      return;
    }
    List<IdleLayers.Layer> layers =
        idle.stream().map(each -> new IdleLayers.Layer(each.mid(), each.rid())).toList();
    try {
      session.send(new IdleLayers(client, publisher.negotiation(), layers));
    } catch (RefusalException e) {
      log.warn(
          "Client {} cannot be told what nobody needs: {}", Masked.id(client), e.refusal().code());
    }
  }

  /** Any thread. */
  void addStats(List<PeerStats> all) {
    publications.values().forEach(each -> all.add(each.stats()));
  }

  /** Sets what runs, on any thread, when the connection of a publisher has gone. */
  void watch(String client, Runnable gone) {
    Publication publication = publications.get(client);
    if (publication != null) {
      publication.fromEncoder(gone);
    }
  }

  void close() {
    List.copyOf(publications.keySet()).forEach(this::end);
  }
}
