package dev.rtcrooms.benchmarks.media;

import dev.rtcrooms.benchmarks.process.Arguments;
import java.util.List;

/** What the command line asks for; for one thread. */
final class MediaOptions {

  static final String EXPLAINED =
      """
      The media benchmark: what it costs to forward a publisher's audio and video to many, by our SFU
      and by Pion's. Needs Linux, Go and Pion (Debian: golang-go golang-github-pion-webrtc.v3-dev).

        --short               one round of 25 streams, about a minute (default)
        --full                four rounds of 200 streams, and in the last one streams are added until
                              less than 99 % of the packets are delivered: about eight minutes
        --rounds N            how often the servers are measured in turn
        --rises N             in how many of the rounds streams are added
        --streams N           subscribers, each with a video and an audio track
        --rooms N             rooms with a publisher each, among which the subscribers are divided
        --step N --most N     how many are added at a time, and at most
        --packets N           packets of a video frame of 1,200 bytes each, of which there are 30/s;
                              with 50 packets of audio
        --warm S --seconds S  before the first round, and in each
        --only rtc-sfu|pion   measures one server
      """;

  private boolean full;
  private boolean help;
  private int rounds = -1;
  private int rises = -1;
  private int streams = -1;
  private int rooms = 1;
  private int step = 50;
  private int most = 1_000;
  private int packets = 7;
  private double warm = -1;
  private double seconds = -1;
  private List<MediaPeer> peers = List.of(MediaPeer.values());

  private MediaOptions() {}

  /** Reads the command line; what is wrong with it stands in the exception. */
  static MediaOptions parse(List<String> arguments) {
    MediaOptions options = new MediaOptions();
    Arguments given = new Arguments("media --help", arguments);
    while (given.next()) {
      options.take(given);
    }
    return options;
  }

  private void take(Arguments given) {
    switch (given.name()) {
      case "--short" -> full = false;
      case "--full" -> full = true;
      case "--help" -> help = true;
      case "--rounds" -> rounds = given.whole(1, 100);
      case "--rises" -> rises = given.whole(0, 100);
      case "--streams" -> streams = given.whole(1, 5_000);
      case "--rooms" -> rooms = given.whole(1, 100);
      case "--step" -> step = given.whole(1, 5_000);
      case "--most" -> most = given.whole(1, 5_000);
      case "--packets" -> packets = given.whole(1, 60);
      case "--warm" -> warm = given.number(0, 600);
      case "--seconds" -> seconds = given.number(1, 600);
      case "--only" -> peers = List.of(peer(given.value()));
      default -> throw given.unknown();
    }
  }

  private static MediaPeer peer(String label) {
    for (MediaPeer peer : MediaPeer.values()) {
      if (peer.label().equals(label)) {
        return peer;
      }
    }
    throw new IllegalArgumentException("There is no SFU " + label);
  }

  boolean help() {
    return help;
  }

  int rounds() {
    return rounds > 0 ? rounds : full ? 4 : 1;
  }

  /** The rounds in which streams are added, which are the last. */
  int rises() {
    return Math.min(rounds(), rises >= 0 ? rises : full ? 1 : 0);
  }

  int streams() {
    return streams > 0 ? streams : full ? 200 : 25;
  }

  int rooms() {
    return rooms;
  }

  int step() {
    return step;
  }

  int most() {
    return most;
  }

  int packets() {
    return packets;
  }

  double warm() {
    return warm >= 0 ? warm : full ? 20 : 5;
  }

  double seconds() {
    return seconds > 0 ? seconds : full ? 10 : 5;
  }

  /** The servers to measure. */
  List<MediaPeer> peers() {
    return peers;
  }

  String described() {
    return "rounds: %d, rooms: %d, streams: %d of %d packets/s, %.0f s each"
        .formatted(rounds(), rooms, streams(), packets * 30 + 50, seconds());
  }
}
