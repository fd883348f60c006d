package dev.rtcrooms.sfu;

/** Builds {@link SfuLimits}, which check the values; for one thread. */
public final class SfuLimitsBuilder {

  private int publishers;
  private int receivers;
  private int videos;
  private int audios;
  private int layers;
  private int packetsPerSecond;
  private int sources;
  private int handshakes;
  private int handshakeMillis;
  private int voices;
  private int loudest;
  private int httpSessions;
  private int groupBytes;
  private int groupMillis;
  private TrafficLimits traffic;

  SfuLimitsBuilder(SfuLimits limits) {
    publishers = limits.publishers();
    receivers = limits.receivers();
    videos = limits.videos();
    audios = limits.audios();
    layers = limits.layers();
    packetsPerSecond = limits.packetsPerSecond();
    sources = limits.sources();
    handshakes = limits.handshakes();
    handshakeMillis = limits.handshakeMillis();
    voices = limits.voices();
    loudest = limits.loudest();
    httpSessions = limits.httpSessions();
    groupBytes = limits.groupBytes();
    groupMillis = limits.groupMillis();
    traffic = limits.traffic();
  }

  /** Sets {@link SfuLimits#publishers()}. */
  public SfuLimitsBuilder publishers(int publishers) {
    this.publishers = publishers;
    return this;
  }

  /** Sets {@link SfuLimits#receivers()}. */
  public SfuLimitsBuilder receivers(int receivers) {
    this.receivers = receivers;
    return this;
  }

  /** Sets {@link SfuLimits#videos()}. */
  public SfuLimitsBuilder videos(int videos) {
    this.videos = videos;
    return this;
  }

  /** Sets {@link SfuLimits#audios()}. */
  public SfuLimitsBuilder audios(int audios) {
    this.audios = audios;
    return this;
  }

  /** Sets {@link SfuLimits#layers()}. */
  public SfuLimitsBuilder layers(int layers) {
    this.layers = layers;
    return this;
  }

  /** Sets {@link SfuLimits#packetsPerSecond()}. */
  public SfuLimitsBuilder packetsPerSecond(int packetsPerSecond) {
    this.packetsPerSecond = packetsPerSecond;
    return this;
  }

  /** Sets {@link SfuLimits#sources()}. */
  public SfuLimitsBuilder sources(int sources) {
    this.sources = sources;
    return this;
  }

  /** Sets {@link SfuLimits#handshakes()}. */
  public SfuLimitsBuilder handshakes(int handshakes) {
    this.handshakes = handshakes;
    return this;
  }

  /** Sets {@link SfuLimits#handshakeMillis()}. */
  public SfuLimitsBuilder handshakeMillis(int handshakeMillis) {
    this.handshakeMillis = handshakeMillis;
    return this;
  }

  /** Sets {@link SfuLimits#voices()}. */
  public SfuLimitsBuilder voices(int voices) {
    this.voices = voices;
    return this;
  }

  /** Sets {@link SfuLimits#loudest()}. */
  public SfuLimitsBuilder loudest(int loudest) {
    this.loudest = loudest;
    return this;
  }

  /** Sets {@link SfuLimits#httpSessions()}. */
  public SfuLimitsBuilder httpSessions(int httpSessions) {
    this.httpSessions = httpSessions;
    return this;
  }

  /** Sets {@link SfuLimits#groupBytes()}. */
  public SfuLimitsBuilder groupBytes(int groupBytes) {
    this.groupBytes = groupBytes;
    return this;
  }

  /** Sets {@link SfuLimits#groupMillis()}. */
  public SfuLimitsBuilder groupMillis(int groupMillis) {
    this.groupMillis = groupMillis;
    return this;
  }

  /** Sets {@link SfuLimits#traffic()}. */
  public SfuLimitsBuilder traffic(TrafficLimits traffic) {
    this.traffic = traffic;
    return this;
  }

  /**
   * Builds the limits.
   *
   * @return what was set
   * @throws IllegalArgumentException if a value is not permitted
   */
  public SfuLimits build() {
    return new SfuLimits(
        publishers,
        receivers,
        videos,
        audios,
        layers,
        packetsPerSecond,
        sources,
        handshakes,
        handshakeMillis,
        voices,
        loudest,
        httpSessions,
        groupBytes,
        groupMillis,
        traffic);
  }
}
