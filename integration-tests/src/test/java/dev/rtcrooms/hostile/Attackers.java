package dev.rtcrooms.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The program of the attackers, who are on other machines than the server. Its arguments are the
 * server's port, the {@link Harm}, the number of addresses, and the number of attackers at each. It
 * attacks from one line {@code attack} of its input to the next line {@code stop}, says {@code
 * stopped} and how many connections it had when none of its connections is left, and ends with its
 * input. Each attack comes from other addresses.
 */
final class Attackers {

  static final String READY = "ready to attack";
  static final String ATTACK = "attack";
  static final String STOP = "stop";
  static final String STOPPED = "stopped";

  /** Stands before the number of connections that the server accepted, in the line of the end. */
  static final String ACCEPTED = " accepted ";

  private final int port;
  private final Harm harm;
  private final int addresses;
  private final int perAddress;
  private final List<Attacker> attackers = new ArrayList<>();
  private ScheduledExecutorService threads = Executors.newScheduledThreadPool(0);
  private int numbers;
  private int accepted;

  private Attackers(int port, Harm harm, int addresses, int perAddress) {
    this.port = port;
    this.harm = harm;
    this.addresses = addresses;
    this.perAddress = perAddress;
  }

  public static void main(String[] arguments) throws Exception {
    Attackers attackers =
        new Attackers(
            Integer.parseInt(arguments[0]),
            Harm.valueOf(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println(READY);
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      if (line.equals(ATTACK)) {
        attackers.attack();
      } else {
        attackers.stop();
        System.out.println(STOPPED + line.substring(STOP.length()) + ACCEPTED + attackers.accepted);
      }
    }
    Runtime.getRuntime().halt(0);
  }

  /** Each has a thread, because some wait in their writes until the server reads. */
  private void attack() {
    int most = addresses * perAddress;
    threads = Executors.newScheduledThreadPool(most);
    for (int i = 0; i < most; i++) {
      Attacker attacker = harm.attacker(port, numbers, numbers / perAddress);
      numbers++;
      attackers.add(attacker);
      threads.scheduleWithFixedDelay(
          attacker::act, 3L * i, 1_000 / harm.actsPerSecond(), TimeUnit.MILLISECONDS);
    }
  }

  private void stop() throws IOException, InterruptedException {
    threads.shutdown();
    boolean ended = threads.awaitTermination(2, TimeUnit.SECONDS);
    for (Attacker attacker : attackers) {
      attacker.close();
    }
    if (!ended && !threads.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("An attacker does not end");
    }
    for (Attacker attacker : attackers) {
      attacker.close(); // one that came back meanwhile
    }
    accepted = attackers.stream().mapToInt(Attacker::accepted).sum();
    attackers.clear();
  }
}
