/* Portuguese. */
#include "lexicon_words.h"

const struct lexicon_row lexicon_pt[] = {
	{TERM_TITLE, "plano de implementação|plano de execução"},
	{TERM_SCOPE, "escopo|âmbito|escopo da mudança"},
	{TERM_APPROACH, "abordagem|abordagem técnica|desenho|solução|solução proposta|"
			"estratégia|proposta"},
	{TERM_STEPS, "passos|implementação|passos de implementação|etapas|tarefas|"
		     "execução|plano de trabalho"},
	{TERM_TESTS, "testes|plano de testes|casos de teste|estratégia de testes|"
		     "verificação|validação|critérios de aceitação|critérios de aceite"},
	{TERM_ROLLBACK, "reversão|plano de reversão|retorno|plano de retorno|desfazer|"
			"como desfazer|plano de rollback|restauração"},
	{TERM_QUESTIONS, "questões em aberto|perguntas em aberto|questões abertas|"
			 "pontos em aberto|dúvidas|dúvidas em aberto|questões pendentes"},
	{TERM_RISKS, "avaliação de riscos|análise de riscos|riscos|avaliação do risco|"
		     "riscos e mitigações"},
	{TERM_PROGRESS, "andamento|progresso"},
	{TERM_ALTERNATIVES, "alternativas descartadas|alternativas"},
	{TERM_OUT, "fora do escopo|fora de escopo|fora do âmbito|não incluído|"
		   "não incluídos"},
	{TERM_UNCHANGED, "sem alterações|sem alteração|sem mudanças|não muda|não mudam|"
			 "inalterado|inalterados|não alterado|não alterados"},
	{TERM_FILES, "arquivos|arquivo|ficheiros|ficheiro|arquivos afetados|"
		     "arquivos alterados|arquivos modificados|arquivos novos|"
		     "ficheiros afetados|lista de arquivos"},
	{TERM_LINES, "linhas|linha|linhas de código"},
	{TERM_ESTIMATE, "mudanças estimadas|alterações estimadas|estimativa|"
			"tamanho estimado|estimativa de mudanças|estimativa de alterações"},
	{TERM_REASON, "razão|motivo|por quê|porquê|observação|observações|comentário"},
	{TERM_RISK_LEVEL, "nível de risco|risco geral|grau de risco"},
	{TERM_RISK, "risco"},
	{TERM_LOW, "baixo|baixa"},
	{TERM_MEDIUM, "médio|média|moderado|moderada"},
	{TERM_HIGH, "alto|alta|elevado"},
	{TERM_STATUS, "situação|estado"},
	{TERM_ACTIVE, "ativo|em andamento|aceito|aprovado|em curso"},
	{TERM_DRAFT, "rascunho"},
	{TERM_DONE, "concluído|pronto|feito|terminado"},
	{TERM_SUPERSEDED, "substituído|obsoleto"},
	{TERM_ABANDONED, "abandonado|rejeitado|descartado"},
	{TERM_NONE, "nenhum|nenhuma|nada|nenhuma pergunta|nenhuma questão|não há|"
		    "nenhuma questão em aberto|não há questões em aberto"},
	{TERM_YES, "sim"},
	{TERM_NO, "não"},
	{TERM_NOT_APPLICABLE, "não se aplica|não aplicável"},
	{TERM_ANSWER, "resposta|respostas|resolvido"},
	{TERM_DECISION, "decisão"},
	{TERM_TBD, "a definir|a determinar|a decidir|por definir"},
	{TERM_STEP, "passo"},
	{TERM_PHASE, "fase|etapa"},
	{TERM_TASK, "tarefa"},
	{TERM_SECURITY, "segurança"},
	{TERM_USER_INPUT,
	 "entrada do usuário|entradas do usuário|entrada do utilizador|"
	 "tratamento de entradas do usuário|dados informados pelo usuário"},
	{TERM_AUTHENTICATION,
	 "autenticação e autorização|autenticação|permissões|autorização"},
	{TERM_DATA_EXPOSURE, "exposição de dados|vazamento de dados|privacidade"},
	{TERM_RATE_LIMITING, "limitação de taxa|limite de requisições|limite de taxa|"
			     "limitação de requisições"},
	{TERM_PERFORMANCE, "desempenho"},
	{TERM_HOT_PATH, "caminho crítico|caminho quente|código mais executado"},
	{TERM_QUERIES, "consultas ao banco de dados|consultas de banco de dados|"
		       "consultas à base de dados|consultas"},
	{TERM_MEMORY, "memória|uso de memória"},
	{TERM_CACHING, "cache de dados|uso de cache"},
	{TERM_BREAKING, "mudanças incompatíveis|alterações incompatíveis|"
			"quebras de compatibilidade|compatibilidade"},
	{TERM_API, "contrato da api|contrato de api|interface pública"},
	{TERM_CONFIGURATION, "configuração|configurações"},
	{TERM_COMPATIBILITY, "compatibilidade com versões anteriores|retrocompatibilidade|"
			     "compatibilidade retroativa"},
	{TERM_DATABASE_SCHEMA, "esquema do banco de dados|esquema da base de dados|"
			       "esquema de banco de dados"},
	{TERM_DEPENDENCIES, "dependências"},
	{TERM_MODULES, "módulos afetados|módulos alterados|módulos"},
	{TERM_IMPORTS, "cadeia de importação|cadeia de importações|importações"},
	{TERM_TYPES, "tipos de dados compartilhados|tipos de dados partilhados|"
		     "tipos compartilhados"},
	{TERM_NO_ROLLBACK,
	 "sem volta|não há volta|sem reversão|não há reversão|sem rollback|"
	 "não há rollback"},
	{TERM_NOT_NEEDED, "não é necessário|não é necessária|não precisa|desnecessário|"
			  "não é preciso|não necessário"},
	{TERM_NOT_POSSIBLE, "não é possível|impossível"},
	{TERM_NOT_UNDONE, "não pode ser desfeito|não pode ser desfeita|"
			  "não pode ser revertido|não pode ser revertida|irreversível|"
			  "não reversível"},
	{TERM_FIX_FORWARD,
	 "corrigimos para frente|corrigir para frente|correção para frente"},
	{TERM_NOT, "nunca|sem|não"},
	{TERM_NO_DATA, "não há dados|nenhum dado|sem dados"},
	{TERM_REVERT, "reverter|reverta|revertido|desfazer|desfaça|voltar atrás|"
		      "voltar à versão anterior|volte à versão anterior|"
		      "volte para a versão anterior"},
	{TERM_RESTORE, "restaurar|restaure|restaurado|recuperar"},
	{TERM_DISABLE, "desativar|desative|desativado|desabilitar|desligar"},
	{TERM_DELETE, "apagar|excluir|remover|remova|eliminar"},
	{TERM_DEPLOY, "implantar|reimplantar|publicar"},
	{TERM_BACKUP, "cópia de segurança|cópias de segurança"},
	{TERM_FLAG, "chave de recurso|interruptor"},
	{TERM_MIGRATION, "migração|migrações"},
	{TERM_DATA, "dados|banco de dados|base de dados|registros"},
	{TERM_TABLE, "tabela|tabelas"},
	{TERM_COLUMN, "coluna|colunas"},
	{TERM_EXISTING, "existente|existentes|atuais|já"},
	{TERM_NEW, "novo|novos|novas|novo teste|novos testes"},
	{TERM_MANUAL, "manuais|manualmente|à mão"},
	{TERM_TESTING, "testar|testado|verificar"},
	{TERM_LATER, "mais tarde|depois"},
	{TERM_COUNT, NULL},
};
