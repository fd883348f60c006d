package dev.rtcrooms.examples.quickstart;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command line of the quickstart. */
final class CommandLine {

  static final String EXPLAINED =
      """
      RTC Rooms quickstart: rooms with chat, viewers and video, in the browser.

        --port N          the port to listen on, 0 for any free one
                          (default: the variable PORT, else 8080)
        --host NAME       the address that pages listen on (default: 127.0.0.1, this machine
                          only); the UDP port of --streams sfu is open on all addresses
        --public-url URL  the address for browsers behind a proxy, such as
                          https://demo.example; only its pages may then connect, and
                          the proxy must add the client's address to X-Forwarded-For
        --secret TEXT     at least 16 bytes; keeps stream links valid after a restart
                          (default: the variable RTC_SECRET, else random)
        --transport NAME  the web server: jetty or netty (default: jetty)
        --streams NAME    how media flows: sfu, through this process over UDP, or mesh, from
                          browser to browser (default: sfu)
        --drain SECONDS   how long clients take to leave when the process is told to end,
                          0 to 600; they come back as slowly (default: 3)
        --record FOLDER   records all rooms into this folder; not with --streams mesh
        --redis URL       keeps the rooms' history in this Redis, so that clients resume and
                          the chat is there after a restart, such as redis://localhost;
                          needs --secret (default: the variable REDIS_URL, else in memory)
        --cluster URL     joins all quickstarts with this Redis and the same --secret: whichever
                          of them a browser reaches, it enters the same rooms; keeps the
                          history as --redis does
        --node-url URL    with --cluster, the address of this process alone, such as
                          https://node1.demo.example, to which others send encoders
                          whose room is here
        --help            prints this text

      Browsers allow the camera only on pages from localhost or https. To show the rooms to other
      machines, put a proxy with https in front and set its address with --public-url.
      """;

  private static final Options DEFAULTS = Options.defaults();
  private static final List<String> WITH_VALUE =
      List.of(
          "--port",
          "--host",
          "--public-url",
          "--secret",
          "--transport",
          "--streams",
          "--drain",
          "--record",
          "--redis",
          "--cluster",
          "--node-url");
  private static final String PORT = "PORT";
  private static final String SECRET = "RTC_SECRET";
  private static final String REDIS = "REDIS_URL";
  private static final int MAX_PORT = 65_535;
  private static final int MAX_DRAIN = 600;
  private static final int MIN_SECRET_BYTES = 16;
  private static final int SHOWN = 40;

  private CommandLine() {}

  /**
   * Whether the options are to be printed, instead of a start.
   *
   * @param arguments those of {@code main}
   */
  static boolean asksForHelp(List<String> arguments) {
    return arguments.contains("--help");
  }

  /**
   * Reads the command line, and the environment for options that the command line lacks.
   *
   * @param arguments those of {@code main}; if an option is given twice, the last one counts
   * @param environment the variables by name; an empty one counts as not set
   * @return the options
   * @throws BadOptionException if an option is unknown or its value is invalid
   */
  static Options parse(List<String> arguments, Map<String, String> environment)
      throws BadOptionException {
    Map<String, String> given = given(arguments);
    for (String name : List.of(PORT, SECRET, REDIS)) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        given.put(name, value);
      }
    }
    String port = given.containsKey("--port") ? "--port" : PORT;
    String secret = given.containsKey("--secret") ? "--secret" : SECRET;
    String redis = given.containsKey("--redis") ? "--redis" : REDIS;
    boolean joined = given.containsKey("--cluster");
    if (joined && given.containsKey("--redis")) {
      throw new BadOptionException("Give --redis or --cluster, not both");
    }
    if (given.containsKey("--node-url") && !joined) {
      throw new BadOptionException("--node-url needs --cluster");
    }
    return new Options(
        given.getOrDefault("--host", DEFAULTS.host()),
        port(port, given.get(port)),
        url("--public-url", given.get("--public-url")),
        secret(secret, given.get(secret)),
        choice("--transport", given.get("--transport"), DEFAULTS.transport()),
        choice("--streams", given.get("--streams"), DEFAULTS.streams()),
        drain("--drain", given.get("--drain")),
        folder("--record", given.get("--record"), given.get("--streams")),
        joined ? null : redis(redis, given, given.get(secret)),
        redis("--cluster", given, given.get(secret)),
        url("--node-url", given.get("--node-url")));
  }

  private static Map<String, String> given(List<String> arguments) throws BadOptionException {
    Map<String, String> given = new HashMap<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String[] parts = rest.next().split("=", 2);
      if (!WITH_VALUE.contains(parts[0])) {
        throw new BadOptionException(
            "Unknown option " + shown(parts[0]) + "; --help lists the options");
      }
      String value = parts.length == 2 ? parts[1] : rest.hasNext() ? rest.next() : "";
      if (value.isBlank()) {
        throw new BadOptionException(parts[0] + " needs a value");
      }
      given.put(parts[0], value);
    }
    return given;
  }

  private static int port(String name, @Nullable String value) throws BadOptionException {
    if (value == null) {
      return DEFAULTS.port();
    }
    try {
      int port = Integer.parseInt(value.strip());
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new BadOptionException(
        name + " must be a number from 0 to " + MAX_PORT + ", not " + shown(value));
  }

  /** The pages are at the root of their host, so the address has no path. */
  private static @Nullable URI url(String name, @Nullable String value) throws BadOptionException {
    if (value == null) {
      return null;
    }
    try {
      URI url = new URI(value.strip());
      if (url.toString().matches("(?i)https?://[^/?#@]+/?") && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // reported below
    }
    throw new BadOptionException(
        name + " must be like https://demo.example, without a path, not " + shown(value));
  }

  /** The message does not repeat the value, since it is a secret. */
  private static @Nullable String secret(String name, @Nullable String value)
      throws BadOptionException {
    if (value != null && value.getBytes(StandardCharsets.UTF_8).length < MIN_SECRET_BYTES) {
      throw new BadOptionException(name + " needs at least " + MIN_SECRET_BYTES + " bytes");
    }
    return value;
  }

  /** The message does not repeat the value, since it may contain a password. */
  private static @Nullable String redis(
      String name, Map<String, String> given, @Nullable String secret) throws BadOptionException {
    String value = given.get(name);
    if (value == null) {
      return null;
    }
    if (secret == null) {
      throw new BadOptionException(name + " needs --secret, under which rooms are found again");
    }
    String address = value.strip();
    if (!address.matches("(redis|rediss|redis-sentinel)://\\S+")) {
      throw new BadOptionException(name + " must be like redis://localhost");
    }
    return address;
  }

  private static <E extends Enum<E>> E choice(String name, @Nullable String value, E otherwise)
      throws BadOptionException {
    if (value == null) {
      return otherwise;
    }
    E[] choices = otherwise.getDeclaringClass().getEnumConstants();
    for (E choice : choices) {
      if (choice.name().equalsIgnoreCase(value.strip())) {
        return choice;
      }
    }
    String names =
        Arrays.stream(choices)
            .map(choice -> choice.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
    throw new BadOptionException(name + " must be " + names + ", not " + shown(value));
  }

  private static @Nullable Path folder(
      String name, @Nullable String value, @Nullable String streams) throws BadOptionException {
    if (value == null) {
      return null;
    }
    if (choice("--streams", streams, DEFAULTS.streams()) != Options.Media.SFU) {
      throw new BadOptionException(name + " needs --streams sfu");
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new BadOptionException(name + " must be a folder, not " + shown(value));
    }
  }

  private static Duration drain(String name, @Nullable String value) throws BadOptionException {
    if (value == null) {
      return DEFAULTS.drain();
    }
    if (!value.strip().matches("[0-9]{1,3}") || Integer.parseInt(value.strip()) > MAX_DRAIN) {
      throw new BadOptionException(
          name + " must be a number of seconds from 0 to " + MAX_DRAIN + ", not " + shown(value));
    }
    return Duration.ofSeconds(Integer.parseInt(value.strip()));
  }

  /** The value as one short line. */
  private static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
