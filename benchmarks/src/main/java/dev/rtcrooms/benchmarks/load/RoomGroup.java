package dev.rtcrooms.benchmarks.load;

/**
 * Rooms that are all alike; immutable.
 *
 * @param name tells the groups of a workload apart
 * @param rooms how many there are, at least 1
 * @param size how many connections each has, at least 1
 * @param rate how many messages a second each room's sender sends; 0 if it keeps messages
 *     outstanding instead
 * @param outstanding how many messages each room's sender keeps unanswered by its own echo; 0 if it
 *     sends at a rate. With both 0 the rooms are silent.
 * @param stalled how many more connections each room has, which read nothing once they are in it
 *     until nobody speaks any more; what they miss is no fault, nor is their end
 */
public record RoomGroup(
    String name, int rooms, int size, double rate, int outstanding, int stalled) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if they make no load
   */
  public RoomGroup {
    if (rooms < 1
        || size < 1
        || rate < 0
        || outstanding < 0
        || stalled < 0
        || (rate > 0 && outstanding > 0)) {
      throw new IllegalArgumentException(
          "A group has at least one room of at least one connection, and a rate or messages"
              + " outstanding");
    }
  }

  /**
   * Rooms in which somebody speaks evenly, whether the server keeps up or not.
   *
   * @param name see {@link #name()}
   * @param rooms how many
   * @param size of each
   * @param rate messages a second in each
   * @return the group
   */
  public static RoomGroup open(String name, int rooms, int size, double rate) {
    return new RoomGroup(name, rooms, size, rate, 0, 0);
  }

  /**
   * Rooms in which somebody speaks as soon as it has heard itself.
   *
   * @param name see {@link #name()}
   * @param rooms how many
   * @param size of each
   * @param outstanding how many messages are unanswered in each
   * @return the group
   */
  public static RoomGroup closed(String name, int rooms, int size, int outstanding) {
    return new RoomGroup(name, rooms, size, 0, outstanding, 0);
  }

  /**
   * Rooms in which nobody speaks.
   *
   * @param name see {@link #name()}
   * @param rooms how many
   * @param size of each
   * @return the group
   */
  public static RoomGroup silent(String name, int rooms, int size) {
    return new RoomGroup(name, rooms, size, 0, 0, 0);
  }

  /**
   * The same rooms with members that do not read.
   *
   * @param count how many more members each room has
   * @return the group
   */
  public RoomGroup withStalled(int count) {
    return new RoomGroup(name, rooms, size, rate, outstanding, count);
  }

  /**
   * Other numbers of rooms and members, which speak the same.
   *
   * @param count how many rooms
   * @param members of each, without those that do not read
   * @return the group
   */
  public RoomGroup of(int count, int members) {
    return new RoomGroup(name, count, members, rate, outstanding, stalled);
  }

  /**
   * How many connections that makes.
   *
   * @return rooms times members
   */
  public int connections() {
    return rooms * (size + stalled);
  }
}
