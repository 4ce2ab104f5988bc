//! Only tests: messages in formats other than JSON.
