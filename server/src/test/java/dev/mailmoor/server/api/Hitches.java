package dev.mailmoor.server.api;

import dev.mailmoor.server.reauth.Intent;
import dev.mailmoor.server.reauth.ManyConnections;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Lets the booking of logins at a host break once, and every try of some addresses. */
final class Hitches implements BeanPostProcessor {
    final Set<String> booking = ConcurrentHashMap.newKeySet();
    final Set<String> trying = ConcurrentHashMap.newKeySet();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ManyConnections real
                ? Proxy.newProxyInstance(
                        ManyConnections.class.getClassLoader(),
                        new Class<?>[] {ManyConnections.class},
                        (_, method, arguments) -> call(real, method, arguments))
                : bean;
    }

    private Object call(ManyConnections real, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("reserve") && booking.removeIf(host -> at(host, (List<?>) arguments[0]))) {
            throw new IllegalStateException("a hitch");
        }
        if (method.getName().equals("attempt")
                && arguments[1] instanceof Intent.Ready intent
                && trying.contains(intent.address().value())) {
            throw new AssertionError("a hitch");
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean at(String host, List<?> servers) {
        return servers.stream().anyMatch(server -> server.toString().startsWith(host));
    }
}
