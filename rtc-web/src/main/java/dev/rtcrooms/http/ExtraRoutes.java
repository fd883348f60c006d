package dev.rtcrooms.http;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Further addresses of an application, such as those of WHIP. {@link HttpOptions#add} puts them
 * beside the addresses of the rooms: the same servers serve them, below the same path, with the
 * same checks of hosts and origins. Any thread; never blocks.
 */
public interface ExtraRoutes {

  /**
   * Returns the paths below which all addresses of these routes lie, for servers that map paths to
   * handlers.
   *
   * @return each with a leading and without a trailing slash, below the path of all addresses, such
   *     as {@code /whip}
   */
  List<String> paths();

  /**
   * Returns the methods that an address supports beside OPTIONS. Requests with other methods get
   * 405.
   *
   * @param path decoded, with a leading slash, below the path of all addresses
   * @return empty if there is nothing at this address
   */
  List<String> methods(String path);

  /**
   * Returns how much of a request's body is read. Requests with a longer one get 413.
   *
   * @param path an address of these routes
   * @return bytes; 0 if no body is read
   */
  int bodyBytes(String path);

  /**
   * Answers a request.
   *
   * @param request with a path below the path of all addresses, and one of its methods or OPTIONS
   * @param base what precedes the path in links: scheme, host, and the path of all addresses,
   *     without a trailing slash
   * @return the response; a failure is logged and becomes 500. It may complete on any thread.
   */
  CompletionStage<RoomResponse> handle(RoomRequest request, String base);

  /**
   * Returns an address for a log.
   *
   * @param path an address of these routes
   * @return the path without ids, which are capabilities
   */
  String masked(String path);
}
