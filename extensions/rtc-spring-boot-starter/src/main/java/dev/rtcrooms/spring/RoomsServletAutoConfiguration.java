package dev.rtcrooms.spring;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.Layout;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.servlet.RoomServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Serves the pages, files and WebSockets of the application's {@link Rooms} in its servlet
 * container. Spring calls it while the application starts. It takes a bean of type {@link Layout}
 * and beans of type {@link HttpOptionsCustomizer}. Of several {@link Rooms} it serves the primary
 * one; if none is, and no bean of type {@link RoomRoutes} decides, the application does not start.
 */
@AutoConfiguration(after = RoomsAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Servlet.class, ServerContainer.class})
@ConditionalOnBean({Rooms.class, RoomsProperties.class})
final class RoomsServletAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  RoomRoutes roomRoutes(
      ObjectProvider<Rooms> rooms,
      ListableBeanFactory beans,
      RoomsProperties properties,
      ObjectProvider<Layout> layout,
      ObjectProvider<HttpOptionsCustomizer> customizers) {
    Rooms served = rooms.getIfUnique();
    if (served == null) {
      throw new IllegalStateException(
          "There are several beans of type Rooms ("
              + String.join(", ", beans.getBeanNamesForType(Rooms.class))
              + "). Mark those that are to be served as @Primary, or provide a bean of type"
              + " RoomRoutes");
    }
    return RoomRoutes.of(
        served,
        options -> {
          properties.applyTo(options);
          layout.ifAvailable(options::layout);
          customizers.orderedStream().forEach(each -> each.customize(options));
        });
  }

  /** Loaded at the start, since a container destroys only servlets that it has loaded. */
  @Bean
  ServletRegistrationBean<RoomServlet> roomServlet(RoomRoutes routes, RoomWebSockets webSockets) {
    String[] mappings = routes.paths().stream().map(path -> path + "/*").toArray(String[]::new);
    ServletRegistrationBean<RoomServlet> servlet =
        new ServletRegistrationBean<>(new RoomServlet(routes, webSockets::stop), mappings);
    servlet.setLoadOnStartup(1);
    return servlet;
  }

  @Bean
  RoomWebSockets roomWebSockets(
      RoomRoutes routes, RoomsProperties properties, ObjectProvider<ServletContext> servlets) {
    return new RoomWebSockets(routes, properties, servlets);
  }
}
