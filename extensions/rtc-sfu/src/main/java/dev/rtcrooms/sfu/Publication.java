package dev.rtcrooms.sfu;

import dev.rtcrooms.message.Offer;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SdpLimits;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.forward.Announced;
import dev.rtcrooms.sfu.forward.IdleSource;
import dev.rtcrooms.sfu.forward.IncomingTrack;
import dev.rtcrooms.sfu.forward.PublisherRate;
import dev.rtcrooms.sfu.forward.Uplink;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.sdp.CodecFormat;
import dev.rtcrooms.sfu.sdp.RemoteTransport;
import dev.rtcrooms.sfu.sdp.UpOffer;
import dev.rtcrooms.sfu.speech.Voice;
import dev.rtcrooms.sfu.speech.Voices;
import dev.rtcrooms.sfu.stats.PeerStats;
import dev.rtcrooms.sfu.stun.IceCredentials;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The connection from one publisher; for the room's mailbox. */
final class Publication {

  private static final long MAX_ID = 1L << 62;

  /** The content of a shared screen (RFC 4796 §5). */
  private static final String SLIDES = "slides";

  private final String client;
  private final RoomShare share;
  private final Voices voices;
  private final DtlsCertificate certificate;
  private final Uplink uplink;
  private final PeerTransport transport;
  private final long id = ThreadLocalRandom.current().nextLong(MAX_ID);
  private IceCredentials credentials = IceCredentials.create();
  private Map<String, PublishedTrack> tracks = Map.of();
  private String ufrag = "";
  private boolean encoder;
  private boolean opened;
  private long negotiation;
  private long version;

  /**
   * Expects an offer.
   *
   * @param onIdle hears the layers that nobody needs, whenever others are than before; on the loop
   */
  Publication(
      String client,
      long negotiation,
      RoomShare share,
      Voices voices,
      BiConsumer<Publication, List<IdleSource>> onIdle) {
    this.client = client;
    this.negotiation = negotiation;
    this.share = share;
    this.voices = voices;
    this.certificate = share.certificate().get();
    this.uplink =
        new Uplink(
            ThreadLocalRandom.current().nextInt(),
            new PublisherRate(
                share.limits().packetsPerSecond(), share.limits().traffic().bitsPerSecond()),
            voices,
            share.loop().counters(),
            idle -> onIdle.accept(this, idle));
    this.transport = share.transport(certificate, uplink);
    share.loop().execute(() -> uplink.use(transport));
  }

  /** The tracks of the newest offer. */
  List<PublishedTrack> tracks() {
    return List.copyOf(tracks.values());
  }

  /** Any thread. */
  PeerStats stats() {
    return uplink.stats(client);
  }

  String client() {
    return client;
  }

  /** The number of the newest offer. */
  long negotiation() {
    return negotiation;
  }

  /** Takes an offer that was checked, and returns the answer. */
  String answer(Offer signal) {
    negotiation = signal.negotiation();
    SfuLimits limits = share.limits();
    UpOffer offer;
    try {
      SessionDescription description = SessionDescription.parse(signal.sdp(), SdpLimits.NONE);
      offer = UpOffer.read(description, limits.videos(), limits.audios(), limits.layers());
    } catch (SdpException e) {
      throw new IllegalArgumentException("The description was checked", e);
    }
    RemoteTransport remote = offer.transport();
    boolean restarted = opened && !remote.credentials().ufrag().equals(ufrag);
    boolean begins = !remote.fingerprints().isEmpty() && (!opened || restarted);
    if (restarted && begins) {
      credentials = IceCredentials.create();
    }
    if (begins) {
      opened = true;
      ufrag = remote.credentials().ufrag();
    }
    tracks = tracks(offer);
    apply(offer, begins ? credentials : null);
    return offer.answer(share.describe(credentials, certificate), id, ++version);
  }

  private Map<String, PublishedTrack> tracks(UpOffer offer) {
    Map<String, PublishedTrack> next = new HashMap<>();
    for (UpOffer.Section section : offer.sections()) {
      CodecFormat codec = section.codec();
      if (codec == null || !section.sending()) {
        continue;
      }
      PublishedTrack before = tracks.get(section.mid());
      if (before != null
          && before.codec().equals(codec)
          && before.incoming().rids().equals(section.rids())
          && before.stream().equals(section.stream())) {
        next.put(section.mid(), before);
      } else {
        IncomingTrack incoming =
            new IncomingTrack(
                section.mid(), section.rids(), codec.track(), offer.extensions(), voice(section));
        if (encoder) {
          SfuLimits limits = share.limits();
          incoming.keepPictures(limits.groupBytes(), limits.groupMillis());
        }
        next.put(
            section.mid(),
            new PublishedTrack(client, codec, section.stream(), section.content(), incoming));
      }
    }
    return next;
  }

  /** The audio of a screen is no speech. */
  private @Nullable Voice voice(UpOffer.Section section) {
    boolean speech = section.kind().equals("audio") && !SLIDES.equals(section.content());
    return speech ? voices.voice(client) : null;
  }

  private void apply(UpOffer offer, @Nullable IceCredentials fresh) {
    List<IncomingTrack> all = new ArrayList<>();
    Map<Integer, Announced> sources = new HashMap<>();
    List<Voice> heard = new ArrayList<>();
    Map<Integer, Integer> repairs = new HashMap<>();
    for (UpOffer.Section section : offer.sections()) {
      PublishedTrack track = tracks.get(section.mid());
      if (track != null) {
        all.add(track.incoming());
        if (track.incoming().voice() != null) {
          heard.add(track.incoming().voice());
        }
        for (int i = 0; i < section.sources().size(); i++) {
          String rid = i < section.rids().size() ? section.rids().get(i) : null;
          sources.put(section.sources().get(i), new Announced(track.incoming(), rid));
        }
        repairs.putAll(section.repairs());
      }
    }
    RemoteTransport remote = offer.transport();
    share
        .loop()
        .execute(
            () -> {
              if (fresh != null) {
                transport.open(fresh, System.nanoTime());
                transport.expect(remote.fingerprints(), remote.credentials());
              }
              uplink.expect(all, offer.extensions(), sources, repairs);
              voices.set(client, heard, now());
            });
  }

  /**
   * The publisher is an encoder, which may send no keyframes on demand. Called before its offer.
   *
   * @param task runs on the loop when the publisher has gone without a word
   */
  void fromEncoder(Runnable task) {
    encoder = true;
    share.loop().execute(() -> transport.whenGone(task));
  }

  void close() {
    tracks = Map.of();
    share
        .loop()
        .execute(
            () -> {
              transport.close();
              voices.set(client, List.of(), now());
            });
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
