"""The names of BPMN 2.0 (OMG formal/2013-12-09) as this engine sorts them: done, carried, refused."""

from raadhus.processes.domain import namespaces

BPMN = namespaces.BPMN
BPMNDI = namespaces.BPMNDI
RAADHUS = namespaces.RAADHUS
FEEL_NAMES = frozenset(
    {
        "feel",
        "application/feel",
        "text/feel",
        "https://www.omg.org/spec/DMN/20191111/FEEL/",
        "https://www.omg.org/spec/DMN/20230324/FEEL/",
        "http://www.omg.org/spec/FEEL/20140401",
    }
)

# Elements of BPMN that draw or explain and have no effect on the course.
CARRIED = frozenset(
    {
        "association",
        "auditing",
        "category",
        "collaboration",
        "dataInput",
        "dataInputAssociation",
        "dataObject",
        "dataObjectReference",
        "dataOutput",
        "dataOutputAssociation",
        "dataStore",
        "dataStoreReference",
        "documentation",
        "extension",
        "extensionElements",
        "group",
        "import",
        "ioSpecification",
        "monitoring",
        "property",
        "relationship",
        "textAnnotation",
    }
)

# Attributes in no namespace that have no effect on the course wherever they stand.
CARRIED_ATTRIBUTES = frozenset(
    {
        "exporter",
        "exporterVersion",
        "gatewayDirection",
        "implementation",
        "isClosed",
        "isImmediate",
        "itemSubjectRef",
        "operationRef",
        "processType",
        "structureRef",
        "targetNamespace",
        "typeLanguage",
    }
)

# Attributes that change the course; only their harmless value is carried out so far.
HARMLESS_VALUES = {
    "completionQuantity": "1",
    "eventGatewayType": "Exclusive",
    "instantiate": "false",
    "isForCompensation": "false",
    "parallelMultiple": "false",
    "startQuantity": "1",
    "triggeredByEvent": "false",
}
