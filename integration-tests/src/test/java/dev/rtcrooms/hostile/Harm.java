package dev.rtcrooms.hostile;

/** What attackers do. They try again at once what a limit refuses. */
enum Harm {

  /** All that an abuser's connections can do, in eight ways at once. */
  ABUSERS(Intruder.ACTS_PER_SECOND) {
    @Override
    Attacker attacker(int port, int number, int address) {
      return new Intruder(port, number, address);
    }
  },

  /** Clients that ask for pages of long messages and read none. */
  STALLED(1) {
    @Override
    Attacker attacker(int port, int number, int address) {
      return new StalledClient(port, number, address);
    }
  },

  /** Connections one after the other, which end in every way. */
  CONNECTIONS(25) {
    @Override
    Attacker attacker(int port, int number, int address) {
      return new PassingClients(port, number);
    }
  };

  private final int actsPerSecond;

  Harm(int actsPerSecond) {
    this.actsPerSecond = actsPerSecond;
  }

  int actsPerSecond() {
    return actsPerSecond;
  }

  /**
   * Makes an attacker, which does not connect yet.
   *
   * @param number of all, from 0
   * @param address the number of its address, from 0
   */
  abstract Attacker attacker(int port, int number, int address);
}
