// AWS's names of kinds of personal data.

import SluiceModel

/// AWS's names of kinds of personal data, as its API reference lists them (`GuardrailPiiEntityType`). What has no name
/// there is reported as a match of a regex of the rule's name.
enum BedrockEntity {
    /// The name of what was found; nil if AWS has none.
    static func type(of finding: Finding) -> String? {
        switch finding.entity {
        case "EMAIL_ADDRESS": "EMAIL"
        case "PHONE_NUMBER": "PHONE"
        case "CREDIT_CARD": "CREDIT_DEBIT_CARD_NUMBER"
        case "IBAN_CODE": "INTERNATIONAL_BANK_ACCOUNT_NUMBER"
        case "IP_ADDRESS": "IP_ADDRESS"
        case "MAC_ADDRESS": "MAC_ADDRESS"
        case "US_SSN": "US_SOCIAL_SECURITY_NUMBER"
        case "US_ITIN": "US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER"
        case "US_PASSPORT": "US_PASSPORT_NUMBER"
        case "US_DRIVER_LICENSE": "DRIVER_ID"
        case "US_BANK_NUMBER": "US_BANK_ACCOUNT_NUMBER"
        case "ABA_ROUTING_NUMBER": "US_BANK_ROUTING_NUMBER"
        case "UK_NHS": "UK_NATIONAL_HEALTH_SERVICE_NUMBER"
        case "UK_NINO": "UK_NATIONAL_INSURANCE_NUMBER"
        case "VEHICLE_IDENTIFICATION_NUMBER": "VEHICLE_IDENTIFICATION_NUMBER"
        case nil where finding.rule == "aws-access-key-id": "AWS_ACCESS_KEY"
        case nil where finding.rule == "aws-secret-access-key": "AWS_SECRET_KEY"
        default: nil
        }
    }
}
