package dev.rtcrooms.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.containers.Container;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.Processor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A room of ten loses no message while others attack the server. With {@code -Dvictim=true} the
 * attack is larger and longer, and the test prints how long the messages take, compared with the
 * same without an attack; it asserts no time. Then {@code -Dvictim.warm=8} lets eight attacks of 15
 * seconds warm the server up, instead of one; with {@code -Dvictim.abusers=1} the attackers have
 * one address, which may have 20 connections, instead of six; and with {@code
 * -Dvictim.control=true} another server on the same processor is attacked, which tells how much of
 * the delay is the processor's and not the server's. {@code -Dvictim.harm=STALLED} attacks with 500
 * clients that do not read, {@code -Dvictim.harm=CONNECTIONS} with 10,000 connections in 100
 * seconds.
 *
 * <p>The attackers have a process and a processor of their own, so that they stand for other
 * machines. The server and the members of the room have the other processor.
 */
@Tag("alone")
class VictimLatencyTest {

  private static final boolean LONG = Boolean.getBoolean("victim");
  private static final boolean CONTROL = Boolean.getBoolean("victim.control");

  /** An address may have so many connections. */
  private static final int MOST_OF_ONE_ADDRESS = 20;

  private static final Harm HARM =
      Harm.valueOf(LONG ? System.getProperty("victim.harm", "ABUSERS") : "ABUSERS");

  private static final int WARM_UPS = LONG ? Integer.getInteger("victim.warm", 1) : 0;
  private static final int ABUSERS = LONG ? Integer.getInteger("victim.abusers", 6) : 2;

  private static final int ADDRESSES =
      switch (HARM) {
        case ABUSERS -> ABUSERS;
        case STALLED -> 25;
        case CONNECTIONS -> 4;
      };

  private static final int OF_ONE_ADDRESS =
      switch (HARM) {
        case ABUSERS -> ABUSERS == 1 ? MOST_OF_ONE_ADDRESS : LONG ? 10 : 8;
        case STALLED -> MOST_OF_ONE_ADDRESS;
        case CONNECTIONS -> 1;
      };

  private static final int ROUNDS = LONG ? 2 : 1;
  private static final Duration REST = LONG ? Duration.ofSeconds(5) : Duration.ofMillis(200);
  private static final Duration PEACE = LONG ? Duration.ofSeconds(20) : Duration.ofSeconds(1);
  private static final Duration FIGHT =
      Duration.ofSeconds(!LONG ? 3 : HARM == Harm.CONNECTIONS ? 100 : 30);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Processor HERE = Processor.of(0);

  /**
   * Of the server's virtual machine, which would choose another collector on one processor than on
   * two.
   */
  private static final List<String> OPTIONS =
      Arrays.stream(System.getProperty("victim.options", "-XX:+UseG1GC").split(" ")).toList();

  private static final String WARM_UP = "warm-up";
  private static final String ALONE = "alone";
  private static final String ATTACKED = "attacked";

  @ParameterizedTest
  @EnumSource(names = {"NETTY", "JETTY", "TOMCAT"})
  void aRoomHearsAllOfItsMessages(Container container) {
    Processor elsewhere = Processor.of(1);
    try (Attack attack = server(container);
        Attack other = CONTROL ? server(container) : null;
        ChildProcess room = JavaProgram.start(HERE, small(64), VictimRoom.class, port(attack));
        ChildProcess attackers =
            JavaProgram.start(
                elsewhere,
                small(512),
                Attackers.class,
                port(other == null ? attack : other),
                HARM.name(),
                Integer.toString(ADDRESSES),
                Integer.toString(OF_ONE_ADDRESS))) {
      room.awaitLine(VictimRoom.READY);
      attackers.awaitLine(Attackers.READY);
      for (int attacks = 0; attacks < WARM_UPS; attacks++) {
        fight(WARM_UP, room, attackers, REST.multipliedBy(3));
      }
      for (int round = 1; round <= ROUNDS; round++) {
        room.tell(WARM_UP);
        pause(REST);
        room.tell(ALONE);
        pause(PEACE);
        fight(ATTACKED + round, room, attackers, FIGHT);
      }
      room.tell(VictimRoom.REPORT);

      assertThat(room.awaitLine(VictimRoom.LOST)).isEqualTo(VictimRoom.LOST + "0");
      assertThat(attack.complaints()).isEmpty();
      if (LONG) {
        report(container, room, attackers);
      }
    }
  }

  private static Attack server(Container container) {
    return new Attack(HERE, OPTIONS, container, 512, MINUTE.multipliedBy(10), MINUTE, MINUTE);
  }

  private static void fight(
      String phase, ChildProcess room, ChildProcess attackers, Duration duration) {
    room.tell(phase.startsWith(ATTACKED) ? ATTACKED : phase);
    attackers.tell(Attackers.ATTACK);
    pause(duration);
    room.tell(WARM_UP);
    attackers.tell(Attackers.STOP + phase);
    attackers.awaitLine(Attackers.STOPPED + phase);
  }

  /** For a process that takes little time from the others on its processor. */
  private static List<String> small(int mebibytes) {
    return List.of("-Xmx" + mebibytes + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  private static String port(Attack attack) {
    return Integer.toString(attack.port());
  }

  private static void pause(Duration duration) {
    await().pollDelay(duration).timeout(duration.plus(MINUTE)).until(() -> true);
  }

  private static void report(Container container, ChildProcess room, ChildProcess attackers) {
    List<Long> alone = latencies(room, ALONE);
    List<Long> attacked = latencies(room, ATTACKED);
    System.out.printf(
        "%s: p50 %.2f ms alone, %.2f ms under attack; p99 %.2f ms alone, %.2f ms under attack:"
            + " %.2f times; %s of each attack%n",
        container,
        at(alone, 0.5),
        at(attacked, 0.5),
        at(alone, 0.99),
        at(attacked, 0.99),
        at(attacked, 0.99) / at(alone, 0.99),
        attackers.said().stream()
            .filter(line -> line.startsWith(Attackers.STOPPED + ATTACKED))
            .map(line -> line.substring(line.indexOf(Attackers.ACCEPTED)))
            .toList());
  }

  private static List<Long> latencies(ChildProcess room, String phase) {
    String line = room.awaitLine(VictimRoom.LATENCIES + phase);
    return Arrays.stream(line.split(" ")).skip(2).map(Long::valueOf).sorted().toList();
  }

  private static double at(List<Long> sorted, double part) {
    return sorted.get((int) (part * (sorted.size() - 1))) / 1e6;
  }
}
