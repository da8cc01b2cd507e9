(* Made by `dmfproof export lemma_2_2_below --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 1.
Lemma depth_0 : depth 0 = 1. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_X (x : R) (n' : nat) : R := match n' with O => 1 | S n' => (x)*(seq_X x n') end.
Lemma seq_X_0 : forall (x : R), seq_X x 0 = 1. Proof. reflexivity. Qed.
Lemma seq_X_S : forall (x : R) (n' : nat), seq_X x (S n') = (x)*(seq_X x n'). Proof. reflexivity. Qed.

Fixpoint seq_P (rho : R) (n' : nat) : R := match n' with O => 1 | S n' => (rho)*(seq_P rho n') end.
Lemma seq_P_0 : forall (rho : R), seq_P rho 0 = 1. Proof. reflexivity. Qed.
Lemma seq_P_S : forall (rho : R) (n' : nat), seq_P rho (S n') = (rho)*(seq_P rho n'). Proof. reflexivity. Qed.

Fixpoint seq_S (x : R) (rho : R) (n' : nat) : R := match n' with O => 1 | S n' => (x)*(seq_S x rho n') + rho*(seq_P rho n') end.
Lemma seq_S_0 : forall (x : R) (rho : R), seq_S x rho 0 = 1. Proof. reflexivity. Qed.
Lemma seq_S_S : forall (x : R) (rho : R) (n' : nat), seq_S x rho (S n') = (x)*(seq_S x rho n') + rho*(seq_P rho n'). Proof. reflexivity. Qed.
Lemma seq_X_is : forall (x : R) (n' : nat), seq_X x n' = (x) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_X_0; unfold power_sum; simpl; ring|]. rewrite seq_X_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_P_is : forall (rho : R) (n' : nat), seq_P rho n' = (rho) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_P_0; unfold power_sum; simpl; ring|]. rewrite seq_P_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_S_is : forall (x rho : R) (n' : nat), seq_S x rho n' = power_sum (x) (rho) (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_S_0; unfold power_sum; simpl; ring|]. rewrite seq_S_S, IH, seq_P_is; replace (S n' + 0)%nat with (S (n' + 0)) by lia; rewrite power_sum_S; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem lemma_2_2_below_sequences : forall (x y rho eta : R) (n' : nat),
  0 <= (eta) ->
  0 <= (1 - eta*(depth n')*(seq_P rho n')^2) ->
  0 < (x) ->
  0 <= (rho - x) ->
  (y - (x - eta*(seq_X x n')*(x*(seq_X x n') - rho*(seq_P rho n')))) = 0 ->
  0 <= (y - x) /\
  0 <= (rho - y) /\
  0 < (y) /\
  ((y - rho) - (x - rho)*(1 - eta*(seq_X x n')*(seq_S x rho n'))) = 0 /\
  0 <= (1 - eta*(seq_X x n')*(seq_S x rho n')) /\
  0 <= (eta*(seq_X x n')*(seq_S x rho n')) /\
  0 < (y) /\
  0 <= (rho - y).
Proof.
  intros x y rho eta n' F_eta_nonneg F_step_size F_positive F_below F_update_x.
  assert (F_depth : forall m', 0 <= ((depth m') - 1)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_X_pos : forall m', 0 < ((seq_X x m'))).
  { induction m' as [|m' F_X_pos_m].
  - assert (E : ((seq_X x 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_X x (S m'))) = (0 + (((seq_X x m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_X_pos_m F_positive))).
  }
  assert (F_X_le_P : forall m', 0 <= ((seq_P rho m') - (seq_X x m'))).
  { induction m' as [|m' F_X_le_P_m].
  - assert (E : ((seq_P rho 0%nat) - (seq_X x 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_P rho (S m')) - (seq_X x (S m'))) = (((0 + (((seq_P rho m') - (seq_X x m')) * (rho - x))) + (((seq_P rho m') - (seq_X x m')) * (x))) + (((seq_X x m')) * (rho - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_X_le_P_m F_below)) (Rmult_le_pos _ _ F_X_le_P_m (Rlt_le _ _ F_positive))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_X_pos m')) F_below))).
  }
  assert (F_P_pos : forall m', 0 <= ((seq_P rho m'))).
  { intro m'. 
    assert (E : ((seq_P rho m')) = ((0 + ((seq_P rho m') - (seq_X x m'))) + ((seq_X x m'))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_X_le_P m')) (F_X_pos m')))).
  }
  assert (F_secant : forall m', (x*(seq_X x m') - rho*(seq_P rho m') - (x - rho)*(seq_S x rho m')) = 0).
  { induction m' as [|m' F_secant_m].
  - assert (E : (x*(seq_X x 0%nat) - rho*(seq_P rho 0%nat) - (x - rho)*(seq_S x rho 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho); identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  - assert (E : (x*(seq_X x (S m')) - rho*(seq_P rho (S m')) - (x - rho)*(seq_S x rho (S m'))) = 0 + (0 + (x) * (x*(seq_X x m') - rho*(seq_P rho m') - (x - rho)*(seq_S x rho m')))) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_secant_m)) (eq_refl 0)).
  }
  assert (F_S_pos : forall m', 0 < ((seq_S x rho m'))).
  { induction m' as [|m' F_S_pos_m].
  - assert (E : ((seq_S x rho 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_S x rho (S m'))) = (((((0 + (((seq_S x rho m')) * (x))) + (((seq_P rho m') - (seq_X x m')) * (rho - x))) + (((seq_P rho m') - (seq_X x m')) * (x))) + (((seq_X x m')) * (rho - x))) + (((seq_X x m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_0_compat _ _ (Rplus_lt_le_0_compat _ _ (Rplus_lt_le_0_compat _ _ (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_S_pos_m F_positive)) (Rmult_le_pos _ _ (F_X_le_P m') F_below)) (Rmult_le_pos _ _ (F_X_le_P m') (Rlt_le _ _ F_positive))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_X_pos m')) F_below)) (Rmult_lt_0_compat _ _ (F_X_pos m') F_positive))).
  }
  assert (F_S_le : forall m', 0 <= ((depth m')*(seq_P rho m') - (seq_S x rho m'))).
  { induction m' as [|m' F_S_le_m].
  - assert (E : ((depth 0%nat)*(seq_P rho 0%nat) - (seq_S x rho 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_P_0 rho), ?(seq_S_0 x rho); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((depth (S m'))*(seq_P rho (S m')) - (seq_S x rho (S m'))) = (((0 + (((depth m')*(seq_P rho m') - (seq_S x rho m')) * (rho - x))) + (((depth m')*(seq_P rho m') - (seq_S x rho m')) * (x))) + (((seq_S x rho m')) * (rho - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_P_S rho m'), ?(seq_S_S x rho m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_S_le_m F_below)) (Rmult_le_pos _ _ F_S_le_m (Rlt_le _ _ F_positive))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_S_pos m')) F_below))).
  }
  assert (F_factor_nonneg : 0 <= (1 - eta*(seq_X x n')*(seq_S x rho n'))).
  { 
    assert (E : (1 - eta*(seq_X x n')*(seq_S x rho n')) = (((0 + (1 - eta*(depth n')*(seq_P rho n')^2)) + (((seq_P rho n')) * (((depth n')*(seq_P rho n') - (seq_S x rho n')) * (eta)))) + (((seq_S x rho n')) * (((seq_P rho n') - (seq_X x n')) * (eta)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_step_size) (Rmult_le_pos _ _ (F_P_pos n') (Rmult_le_pos _ _ (F_S_le n') F_eta_nonneg))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_S_pos n')) (Rmult_le_pos _ _ (F_X_le_P n') F_eta_nonneg)))).
  }
  assert (F_factor_le_1 : forall m', 0 <= (eta*(seq_X x m')*(seq_S x rho m'))).
  { intro m'. 
    assert (E : (eta*(seq_X x m')*(seq_S x rho m')) = (0 + (((seq_S x rho m')) * (((seq_X x m')) * (eta)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ (F_S_pos m')) (Rmult_le_pos _ _ (Rlt_le _ _ (F_X_pos m')) F_eta_nonneg)))).
  }
  assert (F_distance : ((y - rho) - (x - rho)*(1 - eta*(seq_X x n')*(seq_S x rho n'))) = 0).
  { 
    assert (E : ((y - rho) - (x - rho)*(1 - eta*(seq_X x n')*(seq_S x rho n'))) = 0 + ((0 + (-(seq_X x n')*eta) * (x*(seq_X x n') - rho*(seq_P rho n') - (x - rho)*(seq_S x rho n'))) + (1) * (y - (x - eta*(seq_X x n')*(x*(seq_X x n') - rho*(seq_P rho n')))))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ (F_secant n'))) (zero_times _ _ F_update_x)) (eq_refl 0)).
  }
  assert (F_stays_below : 0 <= (rho - y)).
  { 
    assert (E : (rho - y) = (0 + ((rho - x) * (1 - eta*(seq_X x n')*(seq_S x rho n')))) + (0 + (-1) * ((y - rho) - (x - rho)*(1 - eta*(seq_X x n')*(seq_S x rho n'))))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_distance)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_below F_factor_nonneg))).
  }
  assert (F_increases : 0 <= (y - x)).
  { 
    assert (E : (y - x) = (0 + ((rho - x) * (eta*(seq_X x n')*(seq_S x rho n')))) + (0 + (1) * ((y - rho) - (x - rho)*(1 - eta*(seq_X x n')*(seq_S x rho n'))))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_distance)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_below (F_factor_le_1 n')))).
  }
  assert (F_stays_positive : 0 < (y)).
  { 
    assert (E : (y) = ((0 + (y - x)) + (x)) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_increases) F_positive)).
  }
  exact (conj F_increases (conj F_stays_below (conj F_stays_positive (conj F_distance (conj F_factor_nonneg (conj (F_factor_le_1 n') (conj F_stays_positive (F_stays_below)))))))).
Qed.

Theorem lemma_2_2_below : forall (N : nat) (x y rho eta : R), (1 <= N)%nat ->
  0 <= (eta) ->
  0 <= (1 - eta*INR N*((rho) ^ (N - 1))^2) ->
  0 < (x) ->
  0 <= (rho - x) ->
  (y - (x - eta*((x) ^ (N - 1))*(x*((x) ^ (N - 1)) - rho*((rho) ^ (N - 1))))) = 0 ->
  0 <= (y - x) /\
  0 <= (rho - y) /\
  0 < (y) /\
  ((y - rho) - (x - rho)*(1 - eta*((x) ^ (N - 1))*(power_sum (x) (rho) (N - 1)))) = 0 /\
  0 <= (1 - eta*((x) ^ (N - 1))*(power_sum (x) (rho) (N - 1))) /\
  0 <= (eta*((x) ^ (N - 1))*(power_sum (x) (rho) (N - 1))) /\
  0 < (y) /\
  0 <= (rho - y).
Proof.
  intros N x y rho eta HN F_eta_nonneg F_step_size F_positive F_below F_update_x.
  assert (DN : INR N = depth (N - 1)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DX : ((x) ^ (N - 1)) = (seq_X x (N - 1))) by (rewrite seq_X_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DP : ((rho) ^ (N - 1)) = (seq_P rho (N - 1))) by (rewrite seq_P_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DS : (power_sum (x) (rho) (N - 1)) = (seq_S x rho (N - 1))) by (rewrite seq_S_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  rewrite ?DN, ?DX, ?DP, ?DS in F_eta_nonneg.
  rewrite ?DN, ?DX, ?DP, ?DS in F_step_size.
  rewrite ?DN, ?DX, ?DP, ?DS in F_positive.
  rewrite ?DN, ?DX, ?DP, ?DS in F_below.
  rewrite ?DN, ?DX, ?DP, ?DS in F_update_x.
  rewrite ?DN, ?DX, ?DP, ?DS.
  exact (lemma_2_2_below_sequences x y rho eta (N - 1) F_eta_nonneg F_step_size F_positive F_below F_update_x).
Qed.

Theorem lemma_2_2_below_all_steps : forall (N : nat) (rho eta : R) (x : nat -> R), (1 <= N)%nat ->
  0 <= (eta) ->
  0 <= (1 - eta*INR N*((rho) ^ (N - 1))^2) ->
  (forall k, x (S k) = (x k) - eta*(((x k)) ^ (N - 1))*((x k)*(((x k)) ^ (N - 1)) - rho*((rho) ^ (N - 1)))) ->
  0 < ((x 0%nat)) ->
  0 <= (rho - (x 0%nat)) ->
  forall k : nat,
  0 < ((x k)) /\
  0 <= (rho - (x k)) /\
  0 <= ((x (S k)) - (x k)) /\
  0 <= (rho - (x (S k))) /\
  0 < ((x (S k))) /\
  (((x (S k)) - rho) - ((x k) - rho)*(1 - eta*(((x k)) ^ (N - 1))*(power_sum ((x k)) (rho) (N - 1)))) = 0 /\
  0 <= (1 - eta*(((x k)) ^ (N - 1))*(power_sum ((x k)) (rho) (N - 1))) /\
  0 <= (eta*(((x k)) ^ (N - 1))*(power_sum ((x k)) (rho) (N - 1))).
Proof.
  intros N rho eta x HN F_eta_nonneg F_step_size U_x I_positive I_below.
  assert (I : forall k : nat, 0 < ((x k)) /\ 0 <= (rho - (x k))).
  { induction k as [|k I]; [exact (conj I_positive (I_below))|].
    clear I_positive I_below.
    destruct I as [I_positive I_below].
    destruct (lemma_2_2_below N (x k) (x (S k)) rho eta HN F_eta_nonneg F_step_size I_positive I_below ltac:(rewrite (U_x k); ring)) as [C_increases [C_stays_below [C_stays_positive [C_distance [C_factor_nonneg [C_factor_le_1 [J_positive J_below]]]]]]].
    exact (conj J_positive (J_below)). }
  clear I_positive I_below. intro k.
  destruct (I k) as [I_positive I_below].
  destruct (lemma_2_2_below N (x k) (x (S k)) rho eta HN F_eta_nonneg F_step_size I_positive I_below ltac:(rewrite (U_x k); ring)) as [C_increases [C_stays_below [C_stays_positive [C_distance [C_factor_nonneg [C_factor_le_1 [J_positive J_below]]]]]]].
  exact (conj I_positive (conj I_below (conj C_increases (conj C_stays_below (conj C_stays_positive (conj C_distance (conj C_factor_nonneg (C_factor_le_1)))))))).
Qed.

Print Assumptions lemma_2_2_below_all_steps.
