package dev.mailmoor.server.database;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.annotation.ProxyTransactionManagementConfiguration;
import org.springframework.transaction.interceptor.TransactionAttributeSource;

/** Only our own classes say what a transaction is: Spring would look through every method of every bean at each start. */
@Configuration(proxyBeanMethods = false)
class Transactions extends ProxyTransactionManagementConfiguration {
    private static final String OURS = "dev.mailmoor.";

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @Override
    public TransactionAttributeSource transactionAttributeSource() {
        return new AnnotationTransactionAttributeSource(false) {
            @Override
            public boolean isCandidateClass(Class<?> type) {
                return type.getName().startsWith(OURS) && super.isCandidateClass(type);
            }
        };
    }
}
