package dev.rtcrooms.micrometer;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Ban;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.spi.NegotiationOutcome;
import dev.rtcrooms.spi.RefusedEntry;
import dev.rtcrooms.spi.RoomListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts what happens in rooms; give it to {@link dev.rtcrooms.RoomsBuilder#listener}. No meter
 * contains the id of a room, of a client or of a user. Any thread.
 *
 * <p>{@link RoomsMetrics} shows what the rooms hold at present.
 */
public final class MetricsListener implements RoomListener {

  /** The codes of RFC 6455 §7.4.1 end before it; applications' codes begin at 4000. */
  private static final int END_OF_PROTOCOL_CODES = 1016;

  private static final int FIRST_OF_LIBRARY = 4000;
  private static final int LAST_OF_LIBRARY = 4599;

  private final MeterRegistry registry;

  /**
   * Counts in a registry.
   *
   * @param registry gets meters whose names begin with {@code rtc.rooms.}
   */
  public MetricsListener(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void roomOpened(Room room) {
    registry.counter("rtc.rooms.opened").increment();
  }

  @Override
  public void roomClosed(Room room, CloseReason reason) {
    registry.counter("rtc.rooms.closed", "code", code(reason)).increment();
  }

  @Override
  public void joined(Client client) {
    registry.counter("rtc.rooms.joins", "role", role(client)).increment();
  }

  @Override
  public void left(Client client, CloseReason reason) {
    registry.counter("rtc.rooms.leaves", "role", role(client), "code", code(reason)).increment();
  }

  @Override
  public void refused(RefusedEntry entry) {
    registry.counter("rtc.rooms.refusals", "code", code(entry.reason())).increment();
  }

  @Override
  public void slow(Client client, long waiting) {
    registry.counter("rtc.rooms.slow").increment();
  }

  @Override
  public void resumed(Client client, boolean recovered) {
    registry.counter("rtc.rooms.resumes", "recovered", String.valueOf(recovered)).increment();
  }

  @Override
  public void handled(Client client, String type, Duration took, Optional<String> refusal) {
    Timer.builder("rtc.rooms.commands")
        .description("Commands, from the begin of the handling to the answer")
        .tags("type", type, "outcome", refusal.orElse("done"))
        .register(registry)
        .record(took);
  }

  @Override
  public void published(Room room, Member publisher) {
    registry.counter("rtc.rooms.published").increment();
  }

  @Override
  public void unpublished(Room room, Member publisher) {
    registry.counter("rtc.rooms.unpublished").increment();
  }

  @Override
  public void negotiated(Room room, NegotiationOutcome outcome) {
    registry.counter("rtc.rooms.negotiations", "outcome", tag(outcome)).increment();
  }

  @Override
  public void banned(Room room, Ban ban) {
    registry.counter("rtc.rooms.bans").increment();
  }

  @Override
  public void drained(Duration took) {
    registry.timer("rtc.rooms.drains").record(took);
  }

  private static String role(Client client) {
    return tag(client.role());
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** A host may close with any code: those of neither the protocol nor the library share one. */
  private static String code(CloseReason reason) {
    int code = reason.code();
    boolean known =
        code < END_OF_PROTOCOL_CODES || (code >= FIRST_OF_LIBRARY && code <= LAST_OF_LIBRARY);
    return known ? String.valueOf(code) : "other";
  }
}
